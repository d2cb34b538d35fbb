package org.sallyport.protocol.rtp;

/** Takes the reports found in an RTCP packet, in their order; nothing is allocated for them. */
public interface RtcpVisitor {
    /**
     * A sender report (RFC 3550 section 6.4.1).
     *
     * @param ssrc the sender
     * @param ntpMiddle middle 32 bits of its NTP timestamp, which receivers give back as LSR
     */
    void senderReport(int ssrc, int ntpMiddle);

    /**
     * A report block of an SR or RR (RFC 3550 section 6.4.1).
     *
     * @param source the SSRC reported on
     * @param lastSenderReport LSR: the {@code ntpMiddle} of the last SR from it; 0 when none came
     * @param delaySinceLastSenderReport DLSR: time since then, in units of 1/65536 s, unsigned
     */
    void reportBlock(int source, int lastSenderReport, int delaySinceLastSenderReport);

    /** A source that leaves (BYE, RFC 3550 section 6.6). */
    void goodbye(int ssrc);
}
