/** Damaged messages: what is made of the captured ones, and what must hold for each of them. */
@NullMarked
package org.sallyport.protocol.h323.fuzz;

import org.jspecify.annotations.NullMarked;
