package org.sallyport.base.problem;

import java.util.Objects;

/**
 * One thing wrong with an input.
 *
 * @param path where, as dotted keys with list positions: {@code sip.listeners[0].port}
 * @param value what was found there, as text; secrets appear as {@code ***}
 * @param detail what is wrong with it, a sentence
 * @param remedy what to do, a sentence
 */
public record Problem(String path, String value, String detail, String remedy) {
    public Problem {
        Objects.requireNonNull(path);
        Objects.requireNonNull(value);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(remedy);
    }

    @Override
    public String toString() {
        return path + " = " + value + ": " + detail + " " + remedy;
    }
}
