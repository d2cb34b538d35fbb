package org.sallyport.service.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.service.sip.route.NextHop;

/** A request of ours under way, with its client transaction (RFC 3261 section 17.1). Thread-safe. */
public final class OutgoingRequest {
    private final Request request;
    private final BoundListener listener;
    private final NextHop peer;
    private final Consumer<SipEvent> owner;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final LiveObjects.Token token;
    private volatile @Nullable ClientTransaction transaction;

    OutgoingRequest(
            Request request, BoundListener listener, NextHop peer, Consumer<SipEvent> owner, LiveObjects.Token token) {
        this.request = request;
        this.listener = listener;
        this.peer = peer;
        this.owner = owner;
        this.token = token;
    }

    public Request request() {
        return request;
    }

    public String method() {
        return request.getMethod();
    }

    public BoundListener listener() {
        return listener;
    }

    public NextHop peer() {
        return peer;
    }

    /**
     * The CANCEL of this INVITE (RFC 3261 section 9.1), to be sent like any request once a provisional response came.
     *
     * @return null when the INVITE never left
     */
    public @Nullable Request createCancel() {
        ClientTransaction client = transaction;
        if (client == null) {
            return null;
        }
        try {
            Request cancel = client.createCancel();
            cancel.setHeader(Messages.header("User-Agent", Messages.PRODUCT));
            return cancel;
        } catch (SipException e) {
            return null;
        }
    }

    /** Stops waiting for an answer; none will be reported. */
    public void abandon() {
        answered.set(true);
        ClientTransaction client = transaction;
        if (client != null) {
            try {
                client.terminate();
            } catch (ObjectInUseException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    void start(ClientTransaction client) throws SipException {
        client.setApplicationData(this);
        transaction = client;
        client.sendRequest();
    }

    void received(Response response) {
        if (response.getStatusCode() >= 200) {
            answered.set(true);
        }
        owner.accept(new SipEvent.ResponseReceived(this, response, System.nanoTime()));
    }

    void failed(SipEvent.FailureCause cause) {
        if (answered.compareAndSet(false, true)) {
            owner.accept(new SipEvent.RequestFailed(this, cause));
        }
    }

    void terminated() {
        token.end();
        failed(SipEvent.FailureCause.TRANSPORT);
    }

    static void aim(Request request, NextHop peer) {
        ((SIPMessage) request).setApplicationData(new ExplicitHop(peer));
    }
}
