package org.sallyport.core.settings.schema;

import java.io.Serial;

/** A stored secret that cannot be opened; the message says why, in a sentence for administrators. */
public final class UnreadableSecretException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String remedy;

    public UnreadableSecretException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What to do, a sentence. */
    public String remedy() {
        return remedy;
    }
}
