package org.sallyport.protocol.h323.fuzz;

/** What reads messages of a kind. */
interface Target {
    /**
     * Reads octets that may be anything.
     *
     * @return whether they are a message
     * @throws AssertionError when they are one but do not survive being written again
     */
    boolean read(byte[] octets);
}
