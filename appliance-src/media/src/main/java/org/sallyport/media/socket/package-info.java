/**
 * Datagram sockets and the wait for them, in two makes: Linux system calls through the foreign-function
 * API (epoll), and the JDK's selector where those are not to be had. Sockets are bound by any thread;
 * afterwards the poller's own thread alone touches them.
 */
@NullMarked
package org.sallyport.media.socket;

import org.jspecify.annotations.NullMarked;
