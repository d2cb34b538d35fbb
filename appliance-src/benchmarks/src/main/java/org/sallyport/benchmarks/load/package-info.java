/** Packets sent at a steady rate, and what arrives of them. */
@NullMarked
package org.sallyport.benchmarks.load;

import org.jspecify.annotations.NullMarked;
