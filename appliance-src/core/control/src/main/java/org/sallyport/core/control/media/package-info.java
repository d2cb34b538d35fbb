/**
 * Packages on media that are attached to the machine, such as a USB stick: the verbs of the process that mounts them, seen from both
 * ends of its socket. That process is there only while somebody asks it.
 */
@NullMarked
package org.sallyport.core.control.media;

import org.jspecify.annotations.NullMarked;
