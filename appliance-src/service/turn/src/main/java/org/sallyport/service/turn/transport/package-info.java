/**
 * How clients come: datagrams, as they are or over DTLS, on sockets that the shards share a port by, and connections over TCP
 * and TLS on Netty, whose event loops relay what comes by them (RFC 8656 section 3.1, RFC 7350).
 */
@NullMarked
package org.sallyport.service.turn.transport;

import org.jspecify.annotations.NullMarked;
