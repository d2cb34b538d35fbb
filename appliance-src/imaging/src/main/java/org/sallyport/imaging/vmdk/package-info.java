/**
 * The streamOptimized form of VMware's Virtual Disk Format 5.0: grains deflated one by one, each behind a marker, the grain
 * directory at the end. Deterministic: identifiers come from the content.
 */
@NullMarked
package org.sallyport.imaging.vmdk;

import org.jspecify.annotations.NullMarked;
