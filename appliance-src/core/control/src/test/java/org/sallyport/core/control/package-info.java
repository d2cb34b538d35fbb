/** Control sockets, both ends in one process. */
@NullMarked
package org.sallyport.core.control;

import org.jspecify.annotations.NullMarked;
