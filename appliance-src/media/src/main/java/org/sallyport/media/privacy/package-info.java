/**
 * What the inside says of itself in RTCP, made unreadable in place on its way out (RFC 3550 sections 6.5 to 6.7 and 14).
 * An object belongs to the shard of its stream and allocates nothing per packet.
 */
@NullMarked
package org.sallyport.media.privacy;

import org.jspecify.annotations.NullMarked;
