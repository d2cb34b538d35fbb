/** The TURN server's allocations. */
@NullMarked
package org.sallyport.management.api.turn;

import org.jspecify.annotations.NullMarked;
