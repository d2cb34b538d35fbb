/**
 * Counts of live objects by type, published as metrics: a leak shows here first.
 */
@NullMarked
package org.sallyport.base.live;

import org.jspecify.annotations.NullMarked;
