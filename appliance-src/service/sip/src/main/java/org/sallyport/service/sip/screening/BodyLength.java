package org.sallyport.service.sip.screening;

/** What the Content-Length of a message says (RFC 3261 section 20.14). */
public sealed interface BodyLength {
    /** So many octets follow the header section. */
    record Declared(int octets) implements BodyLength {}

    /** No Content-Length: the datagram's end ends the body; on a stream nothing does. */
    record Absent() implements BodyLength {}

    /** No decimal number, or several that differ (RFC 4475 sections 3.1.2.2, 3.1.2.3 and 3.3.9). */
    record Malformed() implements BodyLength {}

    /** More than anyone may send. */
    record Excessive() implements BodyLength {}
}
