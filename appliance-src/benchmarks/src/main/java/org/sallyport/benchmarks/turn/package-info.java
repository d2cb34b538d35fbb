/** The TURN server beside coturn's. */
@NullMarked
package org.sallyport.benchmarks.turn;

import org.jspecify.annotations.NullMarked;
