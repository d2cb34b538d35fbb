/** Tests of the packet filter. */
@NullMarked
package org.sallyport.core.host.firewall;

import org.jspecify.annotations.NullMarked;
