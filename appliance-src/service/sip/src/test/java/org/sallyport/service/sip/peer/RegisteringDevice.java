package org.sallyport.service.sip.peer;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A device that registers, behind a NAT: the address it knows of itself is not the one it is seen at. */
public final class RegisteringDevice {
    /** What it believes its address to be. */
    public static final String CONTACT = "sip:alice@192.168.7.7:5060";

    private final String via;
    private Consumer<String> sender;
    private final String registrar;
    private String callId = SipPeer.random();
    private final String tag = SipPeer.random();
    private long cseq = 10;

    private RegisteringDevice(String via, Consumer<String> sender, String registrar) {
        this.via = via;
        this.sender = sender;
        this.registrar = registrar;
    }

    /** One that speaks UDP. */
    public static RegisteringDevice of(SipPeer peer, InetSocketAddress target, String registrar) {
        return new RegisteringDevice("SIP/2.0/UDP 192.168.7.7:5060", text -> peer.send(target, text), registrar);
    }

    /** One that speaks over a connection. */
    public static RegisteringDevice over(String transport, Consumer<String> sender, String registrar) {
        return new RegisteringDevice("SIP/2.0/" + transport + " 192.168.7.7:5060", sender, registrar);
    }

    /** Sends to another place from now on. */
    public void target(SipPeer peer, InetSocketAddress target) {
        sender = text -> peer.send(target, text);
    }

    /** As after a start of the device: it remembers no Call-ID. */
    public void restart() {
        callId = SipPeer.random();
        cseq = 1;
    }

    public String callId() {
        return callId;
    }

    public long lastCseq() {
        return cseq;
    }

    public void cseq(long next) {
        cseq = next - 1;
    }

    /** Registers its one contact for an hour. */
    public void register(String... headers) {
        List<String> all = new ArrayList<>(List.of("Contact: <" + CONTACT + ">", "Expires: 3600"));
        all.addAll(List.of(headers));
        send(all.toArray(String[]::new));
    }

    /** Sends a REGISTER with these headers beside the necessary ones. */
    public void send(String... headers) {
        cseq++;
        List<String> lines = new ArrayList<>(List.of(
                "REGISTER " + registrar + " SIP/2.0",
                "Via: " + via + ";branch=z9hG4bK" + SipPeer.random() + ";rport",
                "From: <sip:alice@" + registrar.substring(4) + ">;tag=" + tag,
                "To: <sip:alice@" + registrar.substring(4) + ">",
                "Call-ID: " + callId,
                "CSeq: " + cseq + " REGISTER",
                "Max-Forwards: 70",
                "User-Agent: Room Kit 1"));
        lines.addAll(List.of(headers));
        sender.accept(String.join("\r\n", lines) + "\r\nContent-Length: 0\r\n\r\n");
    }
}
