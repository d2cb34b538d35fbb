package org.sallyport.service.sip.transport;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Opens the channel of a listening point. */
final class ListeningChannel {
    /**
     * For a port that another listening point has just left: the selector gives it back with the next turn of its event
     * loop, which may be a moment after the channel says that it is closed.
     */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofMillis(5);

    private ListeningChannel() {}

    /**
     * Binds.
     *
     * @throws IOException naming the port, when somebody else has it or the address is not of this machine
     */
    static Channel open(AbstractBootstrap<?, ?> bootstrap, String transport, InetAddress address, int port)
            throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        ChannelFuture binding = bootstrap.bind(address, port).awaitUninterruptibly();
        while (binding.cause() instanceof BindException && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            binding = bootstrap.bind(address, port).awaitUninterruptibly();
        }
        if (!binding.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + transport + " " + address.getHostAddress() + ":" + port, binding.cause());
        }
        return binding.channel();
    }
}
