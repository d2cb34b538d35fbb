/** Who signed an upgrade package, and whether that one is trusted with it. */
@NullMarked
package org.sallyport.upgrade.signature;

import org.jspecify.annotations.NullMarked;
