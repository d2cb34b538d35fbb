/** Tests of the root process. */
@NullMarked
package org.sallyport.apps.hostd;

import org.jspecify.annotations.NullMarked;
