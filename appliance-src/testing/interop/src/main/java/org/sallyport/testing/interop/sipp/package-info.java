/**
 * SIPp as a peer: scenarios of our own, one call each, that say what media they agreed on and go on when told, over
 * SIPp's third-party control connection (its {@code -3pcc} option).
 */
@NullMarked
package org.sallyport.testing.interop.sipp;

import org.jspecify.annotations.NullMarked;
