/**
 * Messages to and from the kernel's tables (netlink(7), RFC 3549): written into and read from buffers in the machine's
 * byte order. Owned by the thread that has the socket.
 */
@NullMarked
package org.sallyport.media.netlink;

import org.jspecify.annotations.NullMarked;
