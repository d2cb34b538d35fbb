package org.sallyport.protocol.stun;

/**
 * An ICMP message that came back for a relayed datagram (RFC 8656 section 18.13).
 *
 * @param type 7 bits
 * @param code 9 bits
 * @param data such as the next hop's MTU; 0 where the type has none
 */
public record IcmpError(int type, int code, int data) {}
