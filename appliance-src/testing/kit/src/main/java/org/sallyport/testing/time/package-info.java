/** Time in tests: a clock that tests move, and waiting that ends with what is waited for. */
@NullMarked
package org.sallyport.testing.time;

import org.jspecify.annotations.NullMarked;
