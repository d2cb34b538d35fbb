package org.sallyport.media.latching;

/** Whether a packet is the party's. */
public enum Admission {
    ADMITTED,
    /** Nothing has been signalled yet, so nobody can be the party. */
    BEFORE_SIGNALLING,
    /** From another than the party. */
    FOREIGN_SOURCE
}
