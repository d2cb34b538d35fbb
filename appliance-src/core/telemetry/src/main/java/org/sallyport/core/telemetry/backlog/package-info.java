/**
 * Rows on their way to a database that may be away: kept in order, in bounded memory, until it is back.
 */
@NullMarked
package org.sallyport.core.telemetry.backlog;

import org.jspecify.annotations.NullMarked;
