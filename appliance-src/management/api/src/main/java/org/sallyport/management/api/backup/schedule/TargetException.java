package org.sallyport.management.api.backup.schedule;

import java.io.IOException;

/** A target does not take a backup. */
final class TargetException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    TargetException(String text, String remedy) {
        super(text);
        this.remedy = remedy;
    }

    TargetException(String text, String remedy, Throwable cause) {
        super(text, cause);
        this.remedy = remedy;
    }

    /** What to do about it. */
    String remedy() {
        return remedy;
    }
}
