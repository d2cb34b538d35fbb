/** Processes that are measured from outside: their processor time, their memory. */
@NullMarked
package org.sallyport.benchmarks.process;

import org.jspecify.annotations.NullMarked;
