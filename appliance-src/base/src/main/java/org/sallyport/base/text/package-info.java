/** Text for people at terminals. */
@NullMarked
package org.sallyport.base.text;

import org.jspecify.annotations.NullMarked;
