/**
 * What the root process of the machine does with its network adapters: the verbs, seen from both ends of the socket.
 */
@NullMarked
package org.sallyport.core.control.nic;

import org.jspecify.annotations.NullMarked;
