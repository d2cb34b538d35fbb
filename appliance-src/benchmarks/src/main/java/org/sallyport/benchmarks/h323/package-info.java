/** What reading, writing and rewriting H.323 messages costs: captured ones, and a channel for H.264 of our own. */
@NullMarked
package org.sallyport.benchmarks.h323;

import org.jspecify.annotations.NullMarked;
