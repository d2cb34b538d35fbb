package org.sallyport.protocol.sdp;

/** What came of reading a description. */
public sealed interface SdpResult {
    record Parsed(SessionDescription description) implements SdpResult {}

    /**
     * It is none.
     *
     * @param line where, from 1; 0 for the whole
     * @param reason plain words, without text of the sender
     */
    record Malformed(int line, String reason) implements SdpResult {}
}
