/**
 * The state of the system at a glance, sampled into an hour of memory; and health.
 */
@NullMarked
package org.sallyport.management.api.overview;

import org.jspecify.annotations.NullMarked;
