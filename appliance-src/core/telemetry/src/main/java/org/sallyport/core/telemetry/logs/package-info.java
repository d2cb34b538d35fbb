/**
 * Logs: one line an event, for people on a terminal or as JSON for collectors; and bounded in rate where peers cause them,
 * so that nobody outside can fill a disk.
 */
@NullMarked
package org.sallyport.core.telemetry.logs;

import org.jspecify.annotations.NullMarked;
