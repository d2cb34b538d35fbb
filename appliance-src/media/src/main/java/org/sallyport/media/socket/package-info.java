/**
 * Datagram sockets and the wait for them, in two makes: Linux system calls through the foreign-function
 * API (epoll), and the JDK's channels where those are not to be had, and beside connections on event loops. Sockets
 * are bound by any thread; afterwards the thread that watches them alone touches them.
 */
@NullMarked
package org.sallyport.media.socket;

import org.jspecify.annotations.NullMarked;
