/** Tests of messages as text. */
@NullMarked
package org.sallyport.protocol.h323.text;

import org.jspecify.annotations.NullMarked;
