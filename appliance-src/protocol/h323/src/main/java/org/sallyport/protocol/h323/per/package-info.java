/**
 * Aligned packed encoding rules: X.691, basic, the variant that all H.323 messages use. Pure functions over octets; the
 * types generated from {@code src/main/schema} call them. Nothing here keeps state beyond one message.
 */
@NullMarked
package org.sallyport.protocol.h323.per;

import org.jspecify.annotations.NullMarked;
