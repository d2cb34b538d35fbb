/** baresip as a peer: a whole softphone, with its own RTP and RTCP. */
@NullMarked
package org.sallyport.testing.interop.baresip;

import org.jspecify.annotations.NullMarked;
