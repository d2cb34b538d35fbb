package org.sallyport.core.settings.layers;

/** The layer that an effective value comes from. */
public enum Origin {
    /** Built in. */
    DEFAULT,
    /** The settings file given at the start. */
    FILE,
    /** The current revision. */
    REVISION
}
