/** Signatures of those who may, and of all who may not. */
@NullMarked
package org.sallyport.upgrade.signature;

import org.jspecify.annotations.NullMarked;
