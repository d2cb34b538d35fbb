/**
 * The first boot: answers that a hypervisor, a drive, the firmware, the installer or a person gives become settings, all of
 * them or none. Answers are data: bounded, never evaluated, never in a shell.
 */
@NullMarked
package org.sallyport.core.host.firstboot;

import org.jspecify.annotations.NullMarked;
