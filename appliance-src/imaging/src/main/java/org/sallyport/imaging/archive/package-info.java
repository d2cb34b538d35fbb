/**
 * The ustar archive (POSIX.1-1988) that an OVA is: plain files in a given order, owned by root, at one time.
 */
@NullMarked
package org.sallyport.imaging.archive;

import org.jspecify.annotations.NullMarked;
