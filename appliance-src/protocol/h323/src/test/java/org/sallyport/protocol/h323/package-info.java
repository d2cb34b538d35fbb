/** Whole messages: those of real traffic, and values over the whole schema. */
@NullMarked
package org.sallyport.protocol.h323;

import org.jspecify.annotations.NullMarked;
