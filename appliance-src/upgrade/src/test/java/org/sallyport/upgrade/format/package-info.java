/** Packages, whole and damaged in every way. */
@NullMarked
package org.sallyport.upgrade.format;

import org.jspecify.annotations.NullMarked;
