/** Control sockets, both ends in one process. */
@NullMarked
package org.sallyport.core.control.director;

import org.jspecify.annotations.NullMarked;
