/** Tests of how packages come in. */
@NullMarked
package org.sallyport.management.api.upgrade;

import org.jspecify.annotations.NullMarked;
