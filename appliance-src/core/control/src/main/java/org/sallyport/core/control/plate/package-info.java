/** What the manager tells the root process for the terminals of the machine: the verb, seen from both ends of the socket. */
@NullMarked
package org.sallyport.core.control.plate;

import org.jspecify.annotations.NullMarked;
