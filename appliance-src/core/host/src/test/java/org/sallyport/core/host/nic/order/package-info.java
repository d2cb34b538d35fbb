/** Tests of the order: machines with their expected names, and what must hold for any machine. */
@NullMarked
package org.sallyport.core.host.nic.order;

import org.jspecify.annotations.NullMarked;
