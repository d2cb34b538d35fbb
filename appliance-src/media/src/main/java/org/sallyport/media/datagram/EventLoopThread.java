package org.sallyport.media.datagram;

import io.netty.channel.IoEventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.LoopSockets;
import org.sallyport.media.socket.SocketWatch;

/** The thread of an event loop of connections: what comes by one and leaves in datagrams never changes threads. */
public final class EventLoopThread implements SocketThread {
    private final IoEventLoop loop;
    private final LoopSockets sockets;
    private final Datagram datagram = new Datagram();
    private final Faults faults = new Faults();

    /** Of a loop of NIO. */
    public EventLoopThread(IoEventLoop loop) {
        this.loop = loop;
        this.sockets = new LoopSockets(loop, this::serve);
        var _ = loop.scheduleAtFixedRate(faults::report, 1, 1, TimeUnit.SECONDS);
    }

    private void serve(Object readable) {
        try {
            if (readable instanceof SocketOwner owner && owner.receive(datagram)) {
                owner.relay(datagram, System.nanoTime());
            }
        } catch (RuntimeException e) {
            faults.add(e);
        }
    }

    @Override
    public SocketWatch poller() {
        return sockets;
    }

    @Override
    public void execute(Runnable command) {
        try {
            loop.execute(command);
        } catch (RejectedExecutionException e) {
            // It has ended.
        }
    }

    @Override
    public void everySecond(LongConsumer listener) {
        var _ = loop.scheduleAtFixedRate(() -> listener.accept(System.nanoTime()), 1, 1, TimeUnit.SECONDS);
    }
}
