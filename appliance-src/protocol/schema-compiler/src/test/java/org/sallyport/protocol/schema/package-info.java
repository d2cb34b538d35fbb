/** Tests of the notation; what is made of it is tested where it is used, in protocol/h323. */
@NullMarked
package org.sallyport.protocol.schema;

import org.jspecify.annotations.NullMarked;
