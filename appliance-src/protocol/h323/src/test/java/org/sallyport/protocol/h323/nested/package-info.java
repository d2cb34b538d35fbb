/** Tests of parts that identifiers tell apart. */
@NullMarked
package org.sallyport.protocol.h323.nested;

import org.jspecify.annotations.NullMarked;
