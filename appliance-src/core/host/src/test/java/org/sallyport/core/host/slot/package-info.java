/** Tests of the slots of a disk. */
@NullMarked
package org.sallyport.core.host.slot;

import org.jspecify.annotations.NullMarked;
