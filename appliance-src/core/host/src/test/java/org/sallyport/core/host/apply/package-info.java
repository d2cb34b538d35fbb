/** Tests of changes that come back by themselves. */
@NullMarked
package org.sallyport.core.host.apply;

import org.jspecify.annotations.NullMarked;
