/**
 * RTP endpoints (RFC 3550) that know packet by packet what they sent and what arrived.
 */
@NullMarked
package org.sallyport.testing.interop.rtp;

import org.jspecify.annotations.NullMarked;
