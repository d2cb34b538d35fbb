/**
 * Alarms: conditions an administrator must know of, raised and cleared by the code that sees them.
 */
@NullMarked
package org.sallyport.core.telemetry.alarms;

import org.jspecify.annotations.NullMarked;
