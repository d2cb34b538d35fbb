/**
 * Fixed verbs and event feeds between the processes of one machine, over a Unix domain socket: one line of JSON a frame.
 * A virtual thread serves each connection; who may connect is decided by the mode of the socket file.
 */
@NullMarked
package org.sallyport.core.control;

import org.jspecify.annotations.NullMarked;
