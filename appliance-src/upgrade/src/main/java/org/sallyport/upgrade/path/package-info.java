/** Which versions there are, what a machine has, and the way from there to a package. */
@NullMarked
package org.sallyport.upgrade.path;

import org.jspecify.annotations.NullMarked;
