/** Tests of the encoding rules, and the reader that makes values up. */
@NullMarked
package org.sallyport.protocol.h323.per;

import org.jspecify.annotations.NullMarked;
