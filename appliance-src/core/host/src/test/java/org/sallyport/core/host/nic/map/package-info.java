/** Tests of the map that lasts: what is followed, and what is left to an administrator. */
@NullMarked
package org.sallyport.core.host.nic.map;

import org.jspecify.annotations.NullMarked;
