/** Versions and the ways between them. */
@NullMarked
package org.sallyport.upgrade.path;

import org.jspecify.annotations.NullMarked;
