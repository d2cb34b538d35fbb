package org.sallyport.media.datagram;

import java.util.function.LongConsumer;
import org.sallyport.media.socket.SocketWatch;

/** A thread that watches sockets and gives what comes to their {@link SocketOwner}s. Thread-safe but where it is said otherwise. */
public interface SocketThread {
    /** Where the sockets of its owners are bound, by any thread, and watched, by this one. */
    SocketWatch poller();

    /** Has the thread do something soon; nothing happens after its end. */
    void execute(Runnable command);

    /** Tells somebody the time ({@link System#nanoTime}) every second, on this thread; called there too. */
    void everySecond(LongConsumer listener);
}
