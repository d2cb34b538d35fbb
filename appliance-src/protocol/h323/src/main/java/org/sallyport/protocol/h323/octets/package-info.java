/** Runs of octets as values, which the H.323 formats are made of. Immutable, for any thread. */
@NullMarked
package org.sallyport.protocol.h323.octets;

import org.jspecify.annotations.NullMarked;
