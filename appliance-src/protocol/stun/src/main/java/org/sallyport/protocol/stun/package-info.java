/**
 * STUN and TURN on the wire: messages and their attributes (RFC 8489, RFC 8656, RFC 6062, RFC 7635, RFC 8445), ChannelData,
 * framing over TCP, integrity and the keys it is made with. Pure functions over octets: a message is read into an immutable
 * value or into the reason why it is none.
 */
@NullMarked
package org.sallyport.protocol.stun;

import org.jspecify.annotations.NullMarked;
