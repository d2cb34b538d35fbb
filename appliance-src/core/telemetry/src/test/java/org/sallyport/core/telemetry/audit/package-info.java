/** Against a real PostgreSQL. */
@NullMarked
package org.sallyport.core.telemetry.audit;

import org.jspecify.annotations.NullMarked;
