package org.sallyport.service.sip.stack;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.PeerUnavailableException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import javax.sip.message.Request;
import org.sallyport.base.address.Side;
import org.sallyport.base.id.Ids;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.core.telemetry.logs.RateLimitedLog;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.transport.NettyMessageProcessorFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SIP stack of this process: its listeners, and its transactions. Thread-safe. Events about a request of ours go to
 * the owner named when it was sent, all others to the sink; both are called on the stack's threads and must not block.
 */
public final class SipEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipEndpoint.class);
    private static final RateLimitedLog LIMITED = RateLimitedLog.of(LOG);

    private final LastingStack stack;
    private final NettyMessageProcessorFactory transports;
    private final Consumer<SipEvent> sink;
    private final LiveObjects liveObjects;
    private final Map<SipProvider, BoundListener> listeners = new ConcurrentHashMap<>();
    /** What was received on which listener and is not over yet. */
    private final Map<ServerTransaction, BoundListener> serving = new ConcurrentHashMap<>();

    private final SipListener events = new Events();

    /**
     * Starts a stack without listeners.
     *
     * @param transports makes its sockets
     */
    public SipEndpoint(NettyMessageProcessorFactory transports, Consumer<SipEvent> sink, LiveObjects liveObjects) {
        this.transports = transports;
        this.sink = sink;
        this.liveObjects = liveObjects;
        try {
            this.stack = new LastingStack(StackProperties.of("sallyport-" + Ids.hex(8)));
        } catch (PeerUnavailableException e) {
            throw new IllegalStateException("the SIP stack does not start", e);
        }
        stack.setMessageProcessorFactory(transports);
    }

    /**
     * Opens a listening point. Port 0 takes a free one.
     *
     * @throws ListenerException when it cannot be bound
     */
    public BoundListener listen(org.sallyport.core.settings.model.SipListener settings) throws ListenerException {
        BoundListener bound = ListenerOpening.open(stack, settings);
        try {
            bound.provider().addSipListener(events);
        } catch (java.util.TooManyListenersException e) {
            throw new IllegalStateException(e);
        }
        listeners.put(bound.provider(), bound);
        return bound;
    }

    /** Closes a listening point. Transactions on it fail. */
    public void close(BoundListener listener) {
        SipProvider provider = listener.provider();
        if (listeners.remove(provider) == null) {
            return;
        }
        listener.markClosed();
        serving.forEach((transaction, on) -> {
            if (on.equals(listener)) {
                end(transaction);
            }
        });
        provider.removeSipListener(events);
        try {
            for (ListeningPoint point : provider.getListeningPoints()) {
                stack.deleteListeningPoint(point);
            }
            stack.deleteSipProvider(provider);
        } catch (SipException e) {
            LOG.warn("SIP listener {} does not close: {}", listener.name(), e.toString());
        }
    }

    /** Its retransmissions would look for the listener in vain. */
    private static void end(ServerTransaction transaction) {
        try {
            transaction.terminate();
        } catch (ObjectInUseException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<BoundListener> listeners() {
        return List.copyOf(listeners.values());
    }

    /** The listener of a side that speaks a transport, if there is one. */
    public Optional<BoundListener> listener(Side side, SipTransport transport) {
        return find(listener -> listener.side() == side && listener.transport() == transport);
    }

    /** What the listeners of a side speak. */
    public Set<SipTransport> transports(Side side) {
        Set<SipTransport> spoken = EnumSet.noneOf(SipTransport.class);
        listeners().stream()
                .filter(listener -> listener.side() == side)
                .forEach(listener -> spoken.add(listener.transport()));
        return spoken;
    }

    /** Whether a host and port in a URI or Via mean this system. */
    public boolean isOurs(String host, int port) {
        return find(listener -> listener.isAt(host, port)).isPresent();
    }

    private Optional<BoundListener> find(Predicate<BoundListener> condition) {
        return listeners.values().stream().filter(condition).findFirst();
    }

    /**
     * Sends a request in a client transaction. Whatever comes of it, failure to send included, goes to the owner; a
     * listener that was closed fails to send.
     */
    public OutgoingRequest send(BoundListener from, NextHop to, Request request, Consumer<SipEvent> owner) {
        OutgoingRequest.aim(request, to);
        transports.expect(to.address(), to.domain());
        OutgoingRequest outgoing =
                new OutgoingRequest(request, from, to, owner, liveObjects.begin("sip-client-transaction"));
        if (from.isClosed()) {
            outgoing.terminated();
            return outgoing;
        }
        try {
            outgoing.start(from.provider().getNewClientTransaction(request));
        } catch (SipException e) {
            LOG.debug("{} to {} not sent: {}", request.getMethod(), to, e.toString());
            outgoing.terminated();
        }
        return outgoing;
    }

    /** Sends an ACK to a 2xx, which is a transaction of its own without answer (RFC 3261 section 13.2.2.4). */
    public void sendAck(BoundListener from, NextHop to, Request ack) {
        if (from.isClosed()) {
            return;
        }
        OutgoingRequest.aim(ack, to);
        transports.expect(to.address(), to.domain());
        try {
            from.provider().sendRequest(ack);
        } catch (SipException e) {
            // The 2xx comes again, and with it the next try.
            LOG.debug("ACK to {} not sent: {}", to, e.toString());
        }
    }

    @Override
    public void close() {
        listeners().forEach(this::close);
        stack.stop();
    }

    /** What JAIN-SIP calls, on its threads. */
    private final class Events implements SipListener {
        @Override
        public void processRequest(RequestEvent event) {
            BoundListener listener = listeners.get((SipProvider) event.getSource());
            if (listener == null) {
                return;
            }
            try {
                received(event, listener);
            } catch (RuntimeException defect) {
                // The stack would swallow it; the peer gives up by its own timers.
                LIMITED.warn("defect", "a request was not handled: " + defect);
                LOG.debug("defect", defect);
            }
        }

        private void received(RequestEvent event, BoundListener listener) {
            Request request = event.getRequest();
            if (request.getMethod().equals(Request.ACK)) {
                sink.accept(new SipEvent.RequestReceived(new IncomingRequest(request, listener, null)));
                return;
            }
            try {
                ServerTransaction server = event.getServerTransaction();
                if (server == null) {
                    server = listener.provider().getNewServerTransaction(request);
                }
                server.setApplicationData(liveObjects.begin("sip-server-transaction"));
                serving.put(server, listener);
                sink.accept(new SipEvent.RequestReceived(new IncomingRequest(request, listener, server)));
            } catch (TransactionAlreadyExistsException retransmission) {
                LOG.trace("retransmission beside its original");
            } catch (TransactionUnavailableException e) {
                LOG.debug("{} without transaction: {}", request.getMethod(), e.toString());
            }
        }

        @Override
        public void processResponse(ResponseEvent event) {
            ClientTransaction client = event.getClientTransaction();
            if (client != null && client.getApplicationData() instanceof OutgoingRequest outgoing) {
                outgoing.received(event.getResponse());
                return;
            }
            BoundListener listener = listeners.get((SipProvider) event.getSource());
            if (listener != null) {
                sink.accept(new SipEvent.StrayResponse(listener, event.getResponse()));
            }
        }

        @Override
        public void processTimeout(TimeoutEvent event) {
            if (!event.isServerTransaction()
                    && event.getClientTransaction().getApplicationData() instanceof OutgoingRequest outgoing) {
                outgoing.failed(SipEvent.FailureCause.TIMEOUT);
            }
        }

        @Override
        public void processIOException(IOExceptionEvent event) {
            // It names no transaction; the transaction's own end, reported next, does.
            LOG.debug("transport failure towards {}:{}", event.getHost(), event.getPort());
        }

        @Override
        public void processTransactionTerminated(TransactionTerminatedEvent event) {
            if (event.isServerTransaction()) {
                serving.remove(event.getServerTransaction());
                if (event.getServerTransaction().getApplicationData() instanceof LiveObjects.Token token) {
                    token.end();
                }
            } else if (event.getClientTransaction().getApplicationData() instanceof OutgoingRequest outgoing) {
                outgoing.terminated();
            }
        }

        @Override
        public void processDialogTerminated(DialogTerminatedEvent event) {
            throw new IllegalStateException("the stack's dialogs are off");
        }
    }
}
