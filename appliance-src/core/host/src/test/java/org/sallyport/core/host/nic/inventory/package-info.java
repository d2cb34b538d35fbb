/** Tests of the words an inventory is written in. */
@NullMarked
package org.sallyport.core.host.nic.inventory;

import org.jspecify.annotations.NullMarked;
