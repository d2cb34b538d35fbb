/**
 * TPKT (RFC 1006 section 6), which makes packets of a TCP stream for call signalling and H.245. A reader belongs to the
 * thread that feeds it; it has no socket, and what happens to a peer that breaks the rules is for its caller to say.
 */
@NullMarked
package org.sallyport.protocol.h323.tpkt;

import org.jspecify.annotations.NullMarked;
