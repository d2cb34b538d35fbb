/** Messages as text for logs, ladder diagrams and support, in the names of the standards. Pure functions. */
@NullMarked
package org.sallyport.protocol.h323.text;

import org.jspecify.annotations.NullMarked;
