/**
 * What the root process of the machine does for others: the whitelist of its verbs, seen from both ends of the socket.
 */
@NullMarked
package org.sallyport.core.control.host;

import org.jspecify.annotations.NullMarked;
