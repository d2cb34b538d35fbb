/**
 * Parts of messages that are encoded within octets and told apart by identifiers only: parameters of the H.460 features, generic
 * H.245 messages such as those of H.239, operations of H.450; and what H.460.19 puts before and between media packets. Pure
 * functions; immutable values.
 */
@NullMarked
package org.sallyport.protocol.h323.nested;

import org.jspecify.annotations.NullMarked;
