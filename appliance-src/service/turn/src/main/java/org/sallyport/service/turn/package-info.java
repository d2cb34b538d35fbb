/**
 * The STUN and TURN server (RFC 8489, RFC 8656): what the process opens, asks and ends. Its allocations live on the shards of the media relay,
 * each on one of them from the first packet to the last.
 */
@NullMarked
package org.sallyport.service.turn;

import org.jspecify.annotations.NullMarked;
