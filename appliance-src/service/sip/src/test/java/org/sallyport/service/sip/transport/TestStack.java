package org.sallyport.service.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.settings.model.SipConnections;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.service.sip.screening.MessageScreen;
import org.sallyport.service.sip.stack.LastingStack;
import org.sallyport.service.sip.stack.QuietServerLogger;
import org.sallyport.service.sip.stack.QuietStackLogger;

/** A JAIN-SIP stack on our transport that answers INVITE with 486 and all else with 200, and keeps what happens to it. */
final class TestStack implements SipListener, AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    final LiveObjects liveObjects = new LiveObjects();
    final Metrics metrics = new Metrics();
    final BlockingQueue<Response> responses = new LinkedBlockingQueue<>();
    final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
    private final Deadlines deadlines = new Deadlines(liveObjects);
    volatile TransportLimits limits;
    final NettyMessageProcessorFactory factory;
    private final LastingStack stack;
    final SipProvider provider;
    final InetSocketAddress address;

    TestStack(String transport) throws Exception {
        this(transport, TransportLimits.of(16_384, SipConnections.AS_INSTALLED), _ -> {
            throw new IllegalArgumentException("no TLS here");
        });
    }

    TestStack(String transport, TransportLimits limits, Function<InetSocketAddress, ListenerTls> tls) throws Exception {
        this.limits = limits;
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "test-" + NUMBER.incrementAndGet());
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", QuietStackLogger.class.getName());
        properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", QuietServerLogger.class.getName());
        properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        stack = new LastingStack(properties);
        factory = new NettyMessageProcessorFactory(
                () -> this.limits, tls, new MessageScreen(), metrics, deadlines, liveObjects);
        stack.setMessageProcessorFactory(factory);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        address = new InetSocketAddress(loopback, freePort());
        ListeningPoint point = stack.createListeningPoint(loopback.getHostAddress(), address.getPort(), transport);
        provider = stack.createSipProvider(point);
        provider.addSipListener(this);
    }

    static int freePort() throws Exception {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** An OPTIONS to a peer. */
    Request options(InetSocketAddress peer, String transport, String callId) throws Exception {
        String host = peer.getAddress().getHostAddress();
        String text = "OPTIONS sip:ping@%s:%d;transport=%s SIP/2.0\r\n".formatted(host, peer.getPort(), transport)
                + "Via: SIP/2.0/%s %s:%d;branch=z9hG4bK%s\r\n"
                        .formatted(
                                transport.toUpperCase(java.util.Locale.ROOT),
                                address.getHostString(),
                                address.getPort(),
                                callId)
                + "From: <sip:a@a.example>;tag=1\r\nTo: <sip:b@b.example>\r\nCall-ID: " + callId
                + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
        return messages().createRequest(text);
    }

    static MessageFactory messages() throws Exception {
        return SipFactory.getInstance().createMessageFactory();
    }

    /** Sends a request in a transaction. */
    ClientTransaction send(Request request) throws Exception {
        ClientTransaction transaction = provider.getNewClientTransaction(request);
        transaction.sendRequest();
        return transaction;
    }

    Optional<Response> response() throws InterruptedException {
        return Optional.ofNullable(responses.poll(10, TimeUnit.SECONDS));
    }

    Optional<Request> request() throws InterruptedException {
        return Optional.ofNullable(requests.poll(10, TimeUnit.SECONDS));
    }

    long connections() {
        return liveObjects.counts().getOrDefault("sip-connection", 0L);
    }

    long counted(String family, String... labels) {
        return metrics.counter(family, "", labels).value();
    }

    /** Waits until something holds, at most ten seconds. */
    static boolean eventually(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }

    @Override
    public void processRequest(RequestEvent event) {
        requests.add(event.getRequest());
        int status = event.getRequest().getMethod().equals(Request.INVITE) ? Response.BUSY_HERE : Response.OK;
        try {
            ServerTransaction transaction = event.getServerTransaction() == null
                    ? provider.getNewServerTransaction(event.getRequest())
                    : event.getServerTransaction();
            transaction.sendResponse(messages().createResponse(status, event.getRequest()));
        } catch (Exception e) {
            failures.add(e.toString());
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        responses.add(event.getResponse());
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        failures.add("timeout");
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        failures.add("transport error");
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        if (!event.isServerTransaction()) {
            failures.add("terminated");
        }
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    @Override
    public void close() {
        stack.stop();
        factory.close();
        deadlines.close();
    }
}
