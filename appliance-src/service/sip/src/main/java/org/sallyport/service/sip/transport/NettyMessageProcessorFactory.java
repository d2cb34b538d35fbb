package org.sallyport.service.sip.transport;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.telemetry.logs.RateLimitedLog;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.service.sip.screening.MessageScreen;
import org.slf4j.LoggerFactory;

/**
 * Makes the listening points of a JAIN-SIP stack. Hand it to the stack with
 * {@link SIPTransactionStack#setMessageProcessorFactory} before the first listening point is made, and close it after the
 * stack was stopped. Any number of listening points, each TLS one with its own certificate.
 */
public final class NettyMessageProcessorFactory implements MessageProcessorFactory, AutoCloseable {
    private static final int EVENT_LOOPS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    private static final long STOP_MILLIS = 2_000;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            EVENT_LOOPS, new DefaultThreadFactory("sip-transport", true), NioIoHandler.newFactory());
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sip-message-", 0).factory());
    private final List<Consumer<ClosedConnection>> closedListeners = new CopyOnWriteArrayList<>();
    private final SharedTransport shared;
    private final Function<InetSocketAddress, ListenerTls> tls;

    /**
     * Makes a factory.
     *
     * @param limits asked for each time, so that a change takes effect at once; only how many messages may be in hand
     *     is asked once
     * @param tls the TLS of the listening point bound to an address; asked once, when it is made
     */
    public NettyMessageProcessorFactory(
            Supplier<TransportLimits> limits,
            Function<InetSocketAddress, ListenerTls> tls,
            MessageScreen screen,
            Metrics metrics,
            Deadlines deadlines,
            LiveObjects liveObjects) {
        this.tls = tls;
        SerialLanes lanes = new SerialLanes(executor, limits.get().maxMessagesInHand());
        metrics.gauge("sallyport_sip_messages_in_hand", "SIP messages received and not yet handled", lanes::inHand);
        shared = new SharedTransport(
                limits,
                loops,
                executor,
                lanes,
                new ConnectionQuota(limits),
                new PeerDomains(),
                screen,
                metrics,
                deadlines,
                liveObjects,
                closed -> closedListeners.forEach(listener -> listener.accept(closed)),
                RateLimitedLog.of(LoggerFactory.getLogger(NettyMessageProcessorFactory.class)));
    }

    @Override
    public MessageProcessor createMessageProcessor(
            SIPTransactionStack stack, InetAddress address, int port, String transport) throws IOException {
        InetSocketAddress bound = new InetSocketAddress(address, port);
        return switch (transport.toUpperCase(Locale.ROOT)) {
            case "UDP" -> new DatagramProcessor(shared, stack, bound);
            case "TCP" -> new ConnectionProcessor(shared, stack, bound, "TCP", null);
            case "TLS" -> new ConnectionProcessor(shared, stack, bound, "TLS", new ListenerContexts(tls.apply(bound)));
            default -> throw new IOException("no such transport: " + transport);
        };
    }

    /**
     * Says which domain an address was located for. From then on what is sent there over TLS goes only to a peer whose
     * certificate is for that domain (RFC 5922 section 7), if the listening point's terms want that.
     */
    public void expect(InetSocketAddress peer, String domain) {
        shared.peerDomains().expect(peer, domain);
    }

    /** Tells a listener of each connection that has ended; on its event loop, so it must not block. */
    public void whenClosed(Consumer<ClosedConnection> listener) {
        closedListeners.add(listener);
    }

    /** Messages in hand are handled to their end first: their answers need the event loops. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            executor.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loops.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(STOP_MILLIS);
    }
}
