package org.sallyport.core.settings.model;

/** Transports of SIP messages (RFC 3261 section 18; TLS per RFC 5246/8446). */
public enum SipTransport {
    UDP,
    TCP,
    TLS
}
