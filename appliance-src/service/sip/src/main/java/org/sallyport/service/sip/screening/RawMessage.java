package org.sallyport.service.sip.screening;

/** A message as it came, cut out of its stream or datagram but not yet parsed. */
public final class RawMessage {
    private final HeaderSection head;
    private final byte[] octets;

    /**
     * Makes one.
     *
     * @param head read from the same octets
     * @param octets header section and exactly the body; owned by this object from now on
     */
    public RawMessage(HeaderSection head, byte[] octets) {
        this.head = head;
        this.octets = octets;
    }

    public HeaderSection head() {
        return head;
    }

    byte[] octets() {
        return octets;
    }
}
