/** Captures of real traffic, read and written without the code under test but for TPKT. */
@NullMarked
package org.sallyport.protocol.h323.capture;

import org.jspecify.annotations.NullMarked;
