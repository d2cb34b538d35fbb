/** Against a real PostgreSQL. */
@NullMarked
package org.sallyport.core.telemetry.alarms;

import org.jspecify.annotations.NullMarked;
