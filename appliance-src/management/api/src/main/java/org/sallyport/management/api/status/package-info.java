/**
 * Processes, listeners, neighbours, and the metrics of both processes.
 */
@NullMarked
package org.sallyport.management.api.status;

import org.jspecify.annotations.NullMarked;
