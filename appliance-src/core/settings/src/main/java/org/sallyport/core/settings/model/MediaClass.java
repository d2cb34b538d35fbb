package org.sallyport.core.settings.model;

/** What a stream carries, as networks treat it. */
public enum MediaClass {
    AUDIO,
    VIDEO,
    /** Presentation is video; this is far end camera control, floor control, text and data. */
    OTHER
}
