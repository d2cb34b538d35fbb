/**
 * Logging of what peers cause: bounded in rate, so that nobody outside can fill a disk.
 */
@NullMarked
package org.sallyport.core.telemetry.logs;

import org.jspecify.annotations.NullMarked;
