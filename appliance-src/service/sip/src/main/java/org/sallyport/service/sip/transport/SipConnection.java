package org.sallyport.service.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadline;
import org.sallyport.core.pki.SipDomainIdentity;
import org.sallyport.service.sip.screening.RawMessage;
import org.sallyport.service.sip.screening.RejectReason;
import org.sallyport.service.sip.screening.Verdict;
import org.sallyport.service.sip.transport.TlsFailure.Reason;
import org.sallyport.service.sip.transport.TlsTerms.ServerProof;

/**
 * One TCP or TLS connection. Its deadlines: connecting and handshake, first message, each message, idleness. Its own state
 * belongs to its event loop; sending is thread-safe.
 */
final class SipConnection extends SimpleChannelInboundHandler<Frame> {
    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PAUSE_READING_AT = 64;
    private static final int RESUME_READING_AT = 16;
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final ConnectionProcessor owner;
    private final Channel channel;
    private final InetSocketAddress remote;
    private final boolean outbound;
    private final Optional<ServerProof> proof;
    private final LiveObjects.Token alive;
    private final CompletableFuture<SipConnection> ready = new CompletableFuture<>();
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<@Nullable CloseReason> closeReason = new AtomicReference<>();
    private volatile long lastActivityNanos = System.nanoTime();
    private volatile boolean heardOf;
    private volatile @Nullable String proven;
    private volatile @Nullable Deadline idle;
    private @Nullable Deadline message;

    private SipConnection(
            ConnectionProcessor owner,
            Channel channel,
            InetSocketAddress remote,
            boolean outbound,
            Optional<ServerProof> proof) {
        this.owner = owner;
        this.channel = channel;
        this.remote = remote;
        this.outbound = outbound;
        this.proof = proof;
        this.alive = owner.shared().liveObjects().begin("sip-connection");
        awaitActivity(outbound ? limits().idleTimeout() : limits().messageTimeout());
    }

    /** One that a peer opened. */
    static SipConnection accepted(ConnectionProcessor owner, Channel channel, InetSocketAddress remote) {
        return new SipConnection(owner, channel, remote, false, Optional.empty());
    }

    /** One that we open, to a server that must prove something. */
    static SipConnection opened(
            ConnectionProcessor owner, Channel channel, InetSocketAddress remote, Optional<ServerProof> proof) {
        return new SipConnection(owner, channel, remote, true, proof);
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** Whether messages can still be sent, now or once it is connected. */
    boolean isUsable() {
        return closeReason.get() == null && !ended.get() && !ready.isCompletedExceptionally();
    }

    /** Sends octets once the connection stands; waits for that, but not for the network to take them. */
    void send(byte[] octets, SendFailure failure) throws IOException {
        awaitReady();
        authenticate();
        if (!channel.isWritable()) {
            owner.metrics().sendFailed(channel.isActive() ? "congested" : "closed");
            throw new IOException("nothing more can be sent to " + remote);
        }
        lastActivityNanos = System.nanoTime();
        channel.writeAndFlush(Unpooled.wrappedBuffer(octets)).addListener(written -> {
            if (written.isSuccess()) {
                owner.metrics().sent();
            } else {
                owner.metrics().sendFailed("closed");
                failure.failed();
            }
        });
    }

    /** Is told of a message that was accepted for sending and then not sent; called on the event loop. */
    @FunctionalInterface
    interface SendFailure {
        void failed();
    }

    private void awaitReady() throws IOException {
        Duration longest = limits().connectTimeout().plus(limits().handshakeTimeout());
        try {
            ready.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            owner.metrics().sendFailed("unreachable");
            throw new IOException("no connection to " + remote, e.getCause());
        } catch (TimeoutException e) {
            owner.metrics().sendFailed("unreachable");
            throw new IOException("no connection to " + remote + " in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while connecting to " + remote, e);
        }
    }

    /**
     * Whether a request to a domain may use it: it was opened on the terms in force, or opened by a peer that no name
     * was asked of (RFC 5923 section 8 wants one who opened it to be proved before he is taken for a domain).
     */
    boolean serves(Optional<String> domain, Optional<ServerProof> terms) {
        return outbound
                ? proof.equals(terms)
                : terms.isEmpty() || domain.isEmpty() || PeerDomains.isLiteral(domain.get());
    }

    /** RFC 5922 section 7.3: nothing is sent before the server has proved to be of the domain that was located. */
    private void authenticate() throws IOException {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null || proof.isEmpty()) {
            return;
        }
        Optional<String> wanted =
                proof.get().name().or(() -> owner.shared().peerDomains().of(remote));
        String name = wanted.orElse("");
        if (name.equals(proven)) {
            return;
        }
        Certificate[] chain = tls.engine().getSession().getPeerCertificates();
        if (!name.isEmpty()
                && !(chain[0] instanceof X509Certificate certificate && SipDomainIdentity.accepts(certificate, name))) {
            owner.metrics().sendFailed("wrong-identity");
            owner.failed(TlsFailure.wrongName(remote, name, chain[0]));
            if (proven == null) {
                // of no use to anybody; the next attempt may find another certificate
                close(CloseReason.HANDSHAKE_FAILED);
            }
            throw new IOException("the certificate of " + remote + " is not for " + name);
        }
        proven = name;
    }

    void close(CloseReason reason) {
        closeReason.compareAndSet(null, reason);
        var _ = channel.close();
    }

    /** The connection attempt failed before the channel became active. */
    void connectFailed(Throwable cause) {
        closeReason.compareAndSet(null, CloseReason.CONNECT_FAILED);
        end(cause);
    }

    void partial(boolean began) {
        Deadline pending = message;
        if (began && pending == null) {
            message = owner.shared()
                    .deadlines()
                    .after("sip-message", limits().messageTimeout(), () -> close(CloseReason.MESSAGE_TIMEOUT));
        } else if (!began && pending != null) {
            pending.cancel();
            message = null;
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (channel.pipeline().get(SslHandler.class) == null) {
            ready.complete(this);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                ready.complete(this);
            } else {
                ready.completeExceptionally(handshake.cause());
                owner.failed(TlsFailure.of(remote, outbound, handshake.cause()));
                close(CloseReason.HANDSHAKE_FAILED);
            }
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Frame frame) {
        switch (frame) {
            case Frame.Ping _ -> pong();
            case Frame.Message(RawMessage received) -> take(received);
            case Frame.Broken broken -> giveUp(broken);
        }
    }

    private void pong() {
        heard();
        if (channel.isWritable()) {
            var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(PONG));
        }
    }

    private void take(RawMessage received) {
        heard();
        if (inHand.incrementAndGet() >= PAUSE_READING_AT) {
            channel.config().setAutoRead(false);
        }
        String lane = received.head().first("call-id").orElse("");
        if (!owner.shared().lanes().offer(lane, () -> handle(received))) {
            handled();
            owner.metrics().rejected(RejectReason.OVERLOAD);
        }
    }

    private void handle(RawMessage received) {
        try {
            switch (owner.shared().screen().judge(received, remote)) {
                case Verdict.Passed passed ->
                    owner.intake().receive(passed.message(), new ConnectionChannel(owner, remote, this), remote);
                case Verdict.Refused refused -> {
                    owner.refused(refused.reason(), remote);
                    refused.answer().ifPresent(this::answer);
                }
            }
        } finally {
            handled();
        }
    }

    private void answer(byte[] octets) {
        var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(octets));
    }

    private void handled() {
        if (inHand.decrementAndGet() == RESUME_READING_AT) {
            channel.config().setAutoRead(true);
        }
    }

    private void heard() {
        if (outbound && !heardOf && (proof.isEmpty() || proven != null)) {
            owner.answered(remote);
        }
        heardOf = true;
        lastActivityNanos = System.nanoTime();
    }

    /** Answers what cannot be delimited, says that nothing more comes, and lets the peer read that before closing. */
    private void giveUp(Frame.Broken broken) {
        Verdict.Refused refused = broken.head() == null
                ? owner.shared().screen().refuse(broken.reason())
                : owner.shared().screen().refuse(broken.head(), broken.reason(), remote);
        owner.refused(refused.reason(), remote);
        if (refused.answer().isEmpty()) {
            close(CloseReason.MALFORMED);
            return;
        }
        channel.writeAndFlush(Unpooled.wrappedBuffer(refused.answer().get()))
                .addListener((ChannelFutureListener) written -> sayNoMoreComes());
        owner.shared().deadlines().after("sip-connection-linger", LINGER, () -> close(CloseReason.MALFORMED));
    }

    private void sayNoMoreComes() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            var _ = tls.closeOutbound();
        } else if (channel instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
        }
    }

    private void awaitActivity(Duration quiet) {
        idle = owner.shared().deadlines().after("sip-connection", quiet, this::closeIfIdle);
        if (ended.get()) {
            cancel(idle);
        }
    }

    private void closeIfIdle() {
        Duration quiet = Duration.ofNanos(System.nanoTime() - lastActivityNanos);
        Duration left = limits().idleTimeout().minus(quiet);
        if (!outbound && !heardOf) {
            close(CloseReason.MESSAGE_TIMEOUT);
        } else if (!left.isPositive()) {
            close(CloseReason.IDLE);
        } else {
            awaitActivity(left);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(new IOException("connection closed"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (channel.pipeline().get(SslHandler.class) == null || !isAboutTheHandshake(cause)) {
            close(CloseReason.ERROR);
            return;
        }
        if (ready.isDone() && !ready.isCompletedExceptionally()) {
            owner.failed(TlsFailure.of(remote, outbound, cause));
        }
        close(CloseReason.HANDSHAKE_FAILED);
    }

    /** A server of TLS 1.3 says what it thinks of our certificate when for us the handshake is done. */
    private boolean isAboutTheHandshake(Throwable cause) {
        boolean stands = ready.isDone() && !ready.isCompletedExceptionally();
        return !stands || (outbound && TlsFailure.of(remote, true, cause).reason() == Reason.REFUSED_BY_PEER);
    }

    private void end(Throwable cause) {
        if (ended.compareAndSet(false, true)) {
            ready.completeExceptionally(cause);
            cancel(idle);
            cancel(message);
            alive.end();
            owner.ended(this, Objects.requireNonNullElse(closeReason.get(), CloseReason.PEER_CLOSED));
        }
    }

    private static void cancel(@Nullable Deadline deadline) {
        if (deadline != null) {
            deadline.cancel();
        }
    }

    private TransportLimits limits() {
        return owner.shared().limits();
    }
}
