/** What a process says of itself. */
@NullMarked
package org.sallyport.core.telemetry.process;

import org.jspecify.annotations.NullMarked;
