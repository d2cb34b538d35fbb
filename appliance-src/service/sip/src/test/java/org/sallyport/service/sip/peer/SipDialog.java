package org.sallyport.service.sip.peer;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dialog of a test peer, as far as a test needs one: it writes requests and answers. */
public final class SipDialog {
    private final SipPeer peer;
    private InetSocketAddress target;
    private String requestUri;
    private final String callId;
    private String local;
    private String remote;
    private long cseq;

    private SipDialog(
            SipPeer peer, InetSocketAddress target, String requestUri, String callId, String local, String remote) {
        this.peer = peer;
        this.target = target;
        this.requestUri = requestUri;
        this.callId = callId;
        this.local = local;
        this.remote = remote;
    }

    /** A dialog about to be made by an INVITE to an address. */
    public static SipDialog calling(SipPeer peer, InetSocketAddress target, String from, String to) {
        String local = "<" + from + ">;tag=" + SipPeer.random();
        return new SipDialog(peer, target, to, SipPeer.random(), local, "<" + to + ">");
    }

    /** The dialog that an answer to a received INVITE makes. */
    public static SipDialog called(SipPeer peer, SipText invite, InetSocketAddress source) {
        String local = invite.must("To") + ";tag=" + SipPeer.random();
        return new SipDialog(peer, source, invite.uri("Contact"), invite.must("Call-ID"), local, invite.must("From"));
    }

    public SipPeer peer() {
        return peer;
    }

    public String callId() {
        return callId;
    }

    public String localTag() {
        return local.substring(local.indexOf(";tag=") + 5);
    }

    public String remoteTag() {
        return remote.substring(remote.indexOf(";tag=") + 5);
    }

    public long lastCseq() {
        return cseq;
    }

    public void cseq(long next) {
        cseq = next - 1;
    }

    /** Takes tag and target from a response. */
    public void madeBy(SipText response) {
        remote = response.must("To");
        if (response.header("Contact") != null) {
            requestUri = response.uri("Contact");
        }
    }

    /** Takes the target from a request of the other end. */
    public void madeByRequest(SipText request) {
        requestUri = request.uri("Contact");
    }

    /** Sends to another place from now on. */
    public void target(InetSocketAddress next) {
        target = next;
    }

    public String contact() {
        return "<sip:" + peer.hostPort() + ">";
    }

    /** Sends a request and returns its branch. */
    public String send(String method, @Nullable String body, String... headers) {
        cseq++;
        return send(method, cseq, "z9hG4bK" + SipPeer.random(), body, headers);
    }

    public String send(String method, long number, String branch, @Nullable String body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(
                method + " " + requestUri + " SIP/2.0",
                "Via: SIP/2.0/UDP " + peer.hostPort() + ";branch=" + branch + ";rport",
                "From: " + local,
                "To: " + remote,
                "Call-ID: " + callId,
                "CSeq: " + number + " " + method,
                "Contact: " + contact()));
        if (List.of(headers).stream().noneMatch(header -> header.startsWith("Max-Forwards:"))) {
            lines.add("Max-Forwards: 70");
        }
        lines.addAll(List.of(headers));
        peer.send(target, finish(lines, body));
        return branch;
    }

    public void ack(long number, @Nullable String body) {
        send("ACK", number, "z9hG4bK" + SipPeer.random(), body);
    }

    /** Answers a request. */
    public void answer(SipText request, int status, String reason, @Nullable String body, String... headers) {
        List<String> lines = new ArrayList<>();
        lines.add("SIP/2.0 " + status + " " + reason);
        request.headers("Via").forEach(via -> lines.add("Via: " + via));
        lines.add("From: " + request.must("From"));
        lines.add("To: " + (request.toTag() == null && status > 100 ? local : request.must("To")));
        lines.add("Call-ID: " + request.must("Call-ID"));
        lines.add("CSeq: " + request.must("CSeq"));
        if (List.of(headers).stream().noneMatch(header -> header.startsWith("Contact:"))) {
            lines.add("Contact: " + contact());
        }
        lines.addAll(List.of(headers));
        peer.send(target, finish(lines, body));
    }

    private static String finish(List<String> lines, @Nullable String body) {
        String content = body == null ? "" : body;
        if (body != null && lines.stream().noneMatch(line -> line.startsWith("Content-Type:"))) {
            lines.add("Content-Type: application/sdp");
        }
        lines.add("Content-Length: " + content.getBytes(StandardCharsets.UTF_8).length);
        return String.join("\r\n", lines) + "\r\n\r\n" + content;
    }
}
