/** Packages that fit a machine, and those that do not. */
@NullMarked
package org.sallyport.upgrade.eligibility;

import org.jspecify.annotations.NullMarked;
