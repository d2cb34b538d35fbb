/**
 * Alarms that last, and the journal of those raised and cleared.
 */
@NullMarked
package org.sallyport.management.api.alarms;

import org.jspecify.annotations.NullMarked;
