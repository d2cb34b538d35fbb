package org.sallyport.service.sip.dialog;

import gov.nist.javax.sip.address.SipUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.HeaderAddress;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.service.sip.stack.Messages;

/**
 * One dialog as we see it (RFC 3261 section 12). Immutable: each message makes the next value.
 *
 * @param local our address, without tag
 * @param remote the peer's address, without tag
 * @param remoteTag empty when the peer, of the time before RFC 3261, has none
 * @param localCseq number of our last request
 * @param remoteCseq number of the peer's last request; -1 before its first
 * @param routeSet where requests pass, next first
 * @param remoteTarget the peer's Contact
 * @param secure whether it was made over TLS to a sips URI
 * @param confirmed false while early
 */
public record Dialog(
        String callId,
        String localTag,
        String remoteTag,
        Address local,
        Address remote,
        long localCseq,
        long remoteCseq,
        List<Address> routeSet,
        URI remoteTarget,
        boolean secure,
        boolean confirmed) {
    private static final long NO_CSEQ = -1;
    /** Keeps ours far below 2^31, where sequence numbers may start (RFC 3261 section 8.1.1.5). */
    private static final long FIRST_CSEQ = 0;

    public Dialog {
        routeSet = List.copyOf(routeSet);
    }

    /** The dialog that our response to an INVITE makes, early (section 12.1.1). */
    public static Dialog uas(Request invite, String localTag) {
        URI requestUri = invite.getRequestURI();
        return new Dialog(
                Messages.callId(invite),
                localTag,
                orEmpty(Messages.fromTag(invite)),
                Messages.toAddress(invite),
                Messages.fromAddress(invite),
                FIRST_CSEQ,
                Messages.cseqNumber(invite),
                recordRoute(invite),
                targetOf(invite, Messages.fromAddress(invite).getURI()),
                requestUri instanceof SipURI uri && uri.isSecure(),
                false);
    }

    /** The dialog that a response to our INVITE makes (section 12.1.2); confirmed by a 2xx. */
    public static Dialog uac(Request invite, Response response) {
        return new Dialog(
                Messages.callId(invite),
                orEmpty(Messages.fromTag(invite)),
                orEmpty(Messages.toTag(response)),
                Messages.fromAddress(invite),
                Messages.toAddress(invite),
                Messages.cseqNumber(invite),
                NO_CSEQ,
                recordRoute(response).reversed(),
                targetOf(response, invite.getRequestURI()),
                invite.getRequestURI() instanceof SipURI uri && uri.isSecure(),
                isSuccess(response));
    }

    /** What names it for its whole life (section 12). */
    public DialogId id() {
        return new DialogId(callId, localTag, remoteTag);
    }

    /** As a 2xx to our INVITE confirms it: the route set is computed anew (section 13.2.2.4). */
    public Dialog confirmedBy(Response success) {
        return new Dialog(
                callId,
                localTag,
                remoteTag,
                local,
                remote,
                localCseq,
                remoteCseq,
                recordRoute(success).reversed(),
                targetOf(success, remoteTarget),
                secure,
                true);
    }

    /** As confirmed by our own 2xx. */
    public Dialog confirmedByUs() {
        return with(localCseq, remoteCseq, remoteTarget, true);
    }

    /** With the next number for a request of ours taken (section 12.2.1.1). */
    public Dialog sending() {
        return with(localCseq + 1, remoteCseq, remoteTarget, confirmed);
    }

    /** With our numbers at least at one that was used outside of this record, by a fork or a retried INVITE. */
    public Dialog sentUpTo(long cseq) {
        return with(Math.max(localCseq, cseq), remoteCseq, remoteTarget, confirmed);
    }

    /** Whether a request of the peer comes in order (section 12.2.2); gaps are allowed. */
    public boolean inOrder(Request request) {
        return Messages.cseqNumber(request) > remoteCseq;
    }

    /** With the number of a request of the peer. */
    public Dialog received(Request request) {
        return with(localCseq, Math.max(remoteCseq, Messages.cseqNumber(request)), remoteTarget, confirmed);
    }

    /** With the Contact of a target refresh request or of its 2xx (section 12.2), if it has one. */
    public Dialog refreshedBy(Message message) {
        return with(localCseq, remoteCseq, targetOf(message, remoteTarget), confirmed);
    }

    /** The next request of ours (section 12.2.1.1): take {@link #sending} first. */
    public Request request(String method, ViaHeader via) {
        return build(method, localCseq, via);
    }

    /** The ACK to a 2xx (section 13.2.2.4), which bears the number of its INVITE. */
    public Request ack(long inviteCseq, ViaHeader via) {
        return build(Request.ACK, inviteCseq, via);
    }

    /** Where our next request goes first: the first route, else the remote target. */
    public URI nextHop() {
        return routeSet.isEmpty() ? remoteTarget : routeSet.getFirst().getURI();
    }

    private Request build(String method, long cseq, ViaHeader via) {
        List<Address> routes = new ArrayList<>(routeSet);
        URI requestUri = remoteTarget;
        if (!routes.isEmpty() && !isLooseRouter(routes.getFirst().getURI())) {
            requestUri = asRequestUri(routes.removeFirst().getURI());
            routes.addLast(Messages.address("<" + remoteTarget + ">"));
        }
        Request request = Messages.request(
                method,
                (URI) requestUri.clone(),
                Messages.callId(callId),
                cseq,
                Messages.from(local, localTag),
                Messages.to(remote, remoteTag.isEmpty() ? null : remoteTag),
                via);
        for (Address route : routes) {
            request.addHeader(Messages.header("Route", route.toString()));
        }
        return request;
    }

    /** Without what may not stand in a Request-URI (RFC 3261 table 1). */
    private static URI asRequestUri(URI route) {
        URI uri = (URI) route.clone();
        if (uri instanceof SipUri sip) {
            sip.removeHeaders();
            sip.removeMethod();
        }
        return uri;
    }

    private Dialog with(long newLocal, long newRemote, URI target, boolean nowConfirmed) {
        return new Dialog(
                callId,
                localTag,
                remoteTag,
                local,
                remote,
                newLocal,
                newRemote,
                routeSet,
                target,
                secure,
                nowConfirmed);
    }

    private static boolean isLooseRouter(URI uri) {
        return uri instanceof SipURI sip && sip.hasLrParam();
    }

    private static List<Address> recordRoute(Message message) {
        return Messages.headers(message, RecordRouteHeader.NAME)
                .map(header -> ((HeaderAddress) header).getAddress())
                .toList();
    }

    private static URI targetOf(Message message, URI otherwise) {
        Address contact = Messages.contactAddress(message);
        return contact == null || contact.isWildcard() ? otherwise : contact.getURI();
    }

    private static boolean isSuccess(Response response) {
        return response.getStatusCode() / 100 == 2;
    }

    private static String orEmpty(@Nullable String tag) {
        return Objects.requireNonNullElse(tag, "");
    }
}
