/**
 * Calls in progress as plain data, whatever their signalling: what the console shows live.
 */
@NullMarked
package org.sallyport.core.calls.live;

import org.jspecify.annotations.NullMarked;
