package org.sallyport.apps.tty;

import java.util.Optional;

/** A terminal with a person at it. */
interface Terminal {
    /** Writes a line; control characters in it are not passed on. */
    void line(String text);

    /**
     * Asks for a line.
     *
     * @return what was typed, without white space at its ends; empty when the person has gone
     */
    Optional<String> ask(String prompt);

    /** Asks for a line that is not shown while it is typed, and takes it as it is. */
    Optional<String> askSecretly(String prompt);

    /** Nobody is there any more. */
    final class GoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
