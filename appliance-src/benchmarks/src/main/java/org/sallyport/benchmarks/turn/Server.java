package org.sallyport.benchmarks.turn;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sallyport.benchmarks.process.Measured;

/** A TURN server under test, in a process of its own, which knows {@link Credential} and lets clients reach the loopback. */
interface Server extends AutoCloseable {
    int PORT = 3478;
    int TLS_PORT = 5349;
    int FIRST_RELAYED_PORT = 10_000;
    /** Far more than are in use: a port rests after an allocation, and thousands end here in seconds. */
    int LAST_RELAYED_PORT = 59_999;

    String name();

    /** Where it is; UDP at {@link #PORT}, TLS at {@link #TLS_PORT}. */
    String host();

    Measured measured();

    /** Waits until it makes an allocation, half a minute at most. */
    default void awaitReady() throws IOException {
        long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try (Link link = Link.datagrams("127.4.255.254", new InetSocketAddress(host(), PORT))) {
                new Allocating(link).release();
                return;
            } catch (IOException e) {
                if (System.nanoTime() - giveUp > 0) {
                    throw new IOException(name() + " does not answer", e);
                }
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
    }

    @Override
    void close();
}
