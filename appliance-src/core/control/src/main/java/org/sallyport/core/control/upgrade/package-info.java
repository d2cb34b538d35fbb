/**
 * What the root process of the machine does with upgrade packages: the verbs, seen from both ends of the socket.
 */
@NullMarked
package org.sallyport.core.control.upgrade;

import org.jspecify.annotations.NullMarked;
