/**
 * Media that are attached to the machine, for the packages on them. A process of its own, which alone may mount, serves them while
 * somebody asks and then ends; with its mount namespace the mounts end too.
 */
@NullMarked
package org.sallyport.apps.hostd.media;

import org.jspecify.annotations.NullMarked;
