/**
 * Carries names out in two phases, so that no order of steps can collide: every interface that changes goes down and takes
 * a temporary name, then each takes its own. Run again, it finds nothing to do; interrupted, it goes on where it stopped.
 */
@NullMarked
package org.sallyport.core.host.nic.rename;

import org.jspecify.annotations.NullMarked;
