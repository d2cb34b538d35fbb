package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipPeer;
import org.sallyport.service.sip.peer.SipText;

/** Proxies that stay in the path of a dialog, loose and strict (RFC 3261 section 12.2.1.1). */
class RouteSetTest {
    private final Gate gate = new Gate();
    private final SipDialog caller = gate.caller();
    private final SipPeer proxyOutside = new SipPeer(Gate.OUTSIDE);
    private final SipPeer proxyInside = new SipPeer(Gate.INSIDE);
    private SipText answer = SipText.NONE;

    @AfterEach
    void close() {
        gate.close();
        proxyOutside.close();
        proxyInside.close();
    }

    private SipDialog answered(String callerRoutes, String calleeRoutes) {
        caller.send("INVITE", Gate.SDP, callerRoutes);
        SipText invite = gate.inside.request("INVITE");
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 200, "OK", Gate.SDP, calleeRoutes);
        answer = gate.outside.response(200, "INVITE");
        caller.madeBy(answer);
        caller.ack(1, null);
        return callee;
    }

    @Test
    void asksAStrictRouterOfTheCallerByItsOwnName() {
        String strict = "sip:" + proxyOutside.hostPort();
        SipDialog callee = answered("Record-Route: <" + strict + ";method=INVITE>,<sip:far.example;lr>", "X: y");
        gate.inside.request("ACK");
        callee.send("BYE", null);
        SipText bye = proxyOutside.request("BYE");
        assertThat(bye.requestUri()).isEqualTo(strict);
        assertThat(bye.must("Route")).isEqualTo("<sip:far.example;lr>," + caller.contact());
    }

    @Test
    void asksAStrictRouterOfTheCalleeByItsOwnName() {
        String strict = "sip:" + proxyInside.hostPort();
        SipDialog callee = answered("X: y", "Record-Route: <" + strict + ">");
        SipText ack = proxyInside.request("ACK");
        assertThat(ack.requestUri()).isEqualTo(strict);
        assertThat(ack.headers("Route")).containsExactly(callee.contact());
        caller.send("BYE", null);
        assertThat(proxyInside.request("BYE").headers("Route")).containsExactly(callee.contact());
    }

    @Test
    void goesThroughLooseRoutersToTheRemoteTarget() {
        String nearest = "<sip:" + proxyInside.hostPort() + ";lr>";
        SipDialog callee = answered("X: y", "Record-Route: <sip:deep.corp;lr>," + nearest);
        SipText ack = proxyInside.request("ACK");
        assertThat("<" + ack.requestUri() + ">").isEqualTo(callee.contact());
        assertThat(ack.must("Route")).isEqualTo(nearest + ",<sip:deep.corp;lr>");
    }

    @Test
    void showsNoRouteOfOneSideToTheOther() {
        answered("Record-Route: <sip:" + proxyOutside.hostPort() + ";lr>", "Record-Route: <sip:deep.corp;lr>");
        assertThat(answer.headers("Record-Route")).containsExactly("<sip:" + proxyOutside.hostPort() + ";lr>");
        assertThat(answer.toString()).doesNotContain("deep.corp");
    }
}
