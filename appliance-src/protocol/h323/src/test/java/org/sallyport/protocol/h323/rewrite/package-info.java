/** Tests of the visitor over whole messages. */
@NullMarked
package org.sallyport.protocol.h323.rewrite;

import org.jspecify.annotations.NullMarked;
