package org.sallyport.core.calls.live;

/** The family of standards that sets a call up. */
public enum SignallingProtocol {
    SIP,
    H323
}
