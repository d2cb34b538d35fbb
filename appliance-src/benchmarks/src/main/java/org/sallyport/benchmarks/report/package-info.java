/** Figures on the screen and in a file. */
@NullMarked
package org.sallyport.benchmarks.report;

import org.jspecify.annotations.NullMarked;
