/**
 * RTP and RTCP on the wire (RFC 3550, 5506, 5761, 7983): header fields, report blocks, and what a
 * receiver computes from them. Pure functions over bytes and small mutable accumulators that
 * allocate nothing per packet; an accumulator belongs to the thread that feeds it.
 */
@NullMarked
package org.sallyport.protocol.rtp;

import org.jspecify.annotations.NullMarked;
