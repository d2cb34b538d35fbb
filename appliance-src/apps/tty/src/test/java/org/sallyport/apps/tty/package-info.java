/** Tests of what a person meets at a terminal. */
@NullMarked
package org.sallyport.apps.tty;

import org.jspecify.annotations.NullMarked;
