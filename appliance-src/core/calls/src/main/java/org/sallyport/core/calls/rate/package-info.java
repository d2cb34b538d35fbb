/**
 * Rates: how often something may happen.
 */
@NullMarked
package org.sallyport.core.calls.rate;

import org.jspecify.annotations.NullMarked;
