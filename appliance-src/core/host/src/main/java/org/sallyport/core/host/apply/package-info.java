/**
 * Brings the machine into the state that settings describe, and back again when nobody confirms it. Runs as root in one
 * process; one change at a time.
 */
@NullMarked
package org.sallyport.core.host.apply;

import org.jspecify.annotations.NullMarked;
