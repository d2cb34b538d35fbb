/**
 * The way of a datagram: shard, port, latch, other end, send. Everything here but opening and closing
 * happens on the shard's thread, without allocation, lock or log call per packet.
 */
@NullMarked
package org.sallyport.media.datagram;

import org.jspecify.annotations.NullMarked;
