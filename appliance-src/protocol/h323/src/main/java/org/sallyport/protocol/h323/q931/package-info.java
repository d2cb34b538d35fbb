/**
 * Q.931 messages as H.225.0 section 7 uses them for call signalling: the frame around the H.323 user-to-user information.
 * All information elements keep their order and their octets. Immutable values, for any thread.
 */
@NullMarked
package org.sallyport.protocol.h323.q931;

import org.jspecify.annotations.NullMarked;
