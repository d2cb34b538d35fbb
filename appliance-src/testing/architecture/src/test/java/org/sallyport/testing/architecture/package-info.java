/**
 * The rules of the house as tests over the compiled classes: which way imports point, what only some rooms may use,
 * and how things are named. Test code itself is not read.
 */
@NullMarked
package org.sallyport.testing.architecture;

import org.jspecify.annotations.NullMarked;
