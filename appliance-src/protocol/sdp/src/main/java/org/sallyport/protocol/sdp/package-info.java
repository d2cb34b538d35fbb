/**
 * Session descriptions (SDP, RFC 8866): read, looked at through typed views, rewritten and
 * written again without losing a byte of what is not understood. Pure values, no I/O.
 */
@NullMarked
package org.sallyport.protocol.sdp;

import org.jspecify.annotations.NullMarked;
