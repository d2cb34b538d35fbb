/**
 * Requests and indications answered: authentication, then one handler a method (RFC 8489 section 6.3, RFC 8656 sections 7 to 13).
 * A worker is the server's share of one thread: of a shard for datagrams, of an event loop for connections.
 */
@NullMarked
package org.sallyport.service.turn.engine;

import org.jspecify.annotations.NullMarked;
