/**
 * Deadlines: every live object has one. One timer wheel for the process, thread-safe;
 * expiry actions run on virtual threads and may block.
 */
@NullMarked
package org.sallyport.base.time;

import org.jspecify.annotations.NullMarked;
