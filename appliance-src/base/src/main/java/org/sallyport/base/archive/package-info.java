/**
 * The ustar archive (POSIX.1-1988) that an OVA and an upgrade package are: plain files in a given order, owned by root, at
 * one time.
 */
@NullMarked
package org.sallyport.base.archive;

import org.jspecify.annotations.NullMarked;
