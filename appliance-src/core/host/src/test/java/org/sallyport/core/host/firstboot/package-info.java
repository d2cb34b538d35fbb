/** Tests of the first boot. */
@NullMarked
package org.sallyport.core.host.firstboot;

import org.jspecify.annotations.NullMarked;
