/**
 * The package for Hyper-V: disk and import script in one ZIP.
 */
@NullMarked
package org.sallyport.imaging.hyperv;

import org.jspecify.annotations.NullMarked;
