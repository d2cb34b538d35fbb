package org.sallyport.protocol.stun;

/** Why one of two families that were asked for has no relayed address (RFC 8656 section 18.12). */
public record AddressErrorCode(AddressFamily family, ErrorCode error) {}
