package org.sallyport.core.settings.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** A value that is never logged, shown or exported in clear: its text and JSON are {@code ***}. */
public final class Secret {
    private final String clear;

    public Secret(String clear) {
        this.clear = clear;
    }

    /** The value itself, for the one place that needs it. */
    public String reveal() {
        return clear;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.clear.equals(clear);
    }

    @Override
    public int hashCode() {
        return clear.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return "***";
    }
}
