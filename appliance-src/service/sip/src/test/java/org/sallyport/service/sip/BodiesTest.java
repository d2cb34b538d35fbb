package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;

/** Bodies of several parts, end to end (RFC 5621). */
class BodiesTest {
    private static final String TYPE = "Content-Type: multipart/mixed;boundary=\"dma01.corp 7\"";
    private static final String ODD = "\u0000\u0001\r\n--not-it\r\n\u00fc ";

    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.close();
    }

    private static String parts(String... headAndContent) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < headAndContent.length; i += 2) {
            body.append("--dma01.corp 7\r\n").append(headAndContent[i]).append("\r\n\r\n");
            body.append(headAndContent[i + 1]).append("\r\n");
        }
        return body.append("--dma01.corp 7--\r\n").toString();
    }

    private SipText inviteFromInside(String body) {
        SipDialog insider = SipDialog.calling(
                gate.inside, gate.listener(Side.INTERNAL), "sip:bob@10.9.8.7", "sip:friend@" + gate.outside.hostPort());
        insider.send("INVITE", body, TYPE, "MIME-Version: 1.0");
        return gate.outside.request("INVITE");
    }

    @Test
    void passesOutwardOnlyPartsThatNameNothingOfTheInside() {
        SipText invite = inviteFromInside(parts(
                "Content-Type: application/sdp\r\nContent-ID: <1@dma01.corp>",
                Gate.SDP,
                "Content-Type: application/isup;version=x\r\nContent-Disposition: signal",
                "secret trunk",
                "Content-Type: text/plain;charset=utf-8\r\nContent-Disposition: render;filename=dma01\r\nX-Node: dma01",
                "hello"));
        String boundary = invite.must("Content-Type").replaceFirst("multipart/mixed;\\s*boundary=", "");
        assertThat(invite.body())
                .isEqualTo("--" + boundary + "\r\nContent-Type: application/sdp\r\n\r\n" + Gate.SDP
                        + "a=via-relay\r\n\r\n--" + boundary
                        + "\r\nContent-Type: text/plain;charset=utf-8\r\nContent-Disposition: render\r\n\r\nhello\r\n--"
                        + boundary + "--\r\n");
        assertThat(invite.toString()).doesNotContain("dma01", "trunk");
        assertThat(gate.media.getFirst().exchanges()).containsExactly("INTERNAL OFFER");
    }

    @Test
    void rewritesADescriptionInAPartOfAPart() {
        String nested = "--in\r\nContent-Type: application/sdp\r\n\r\n" + Gate.SDP + "\r\n--in--\r\n";
        SipText invite = inviteFromInside(parts("Content-Type: multipart/alternative;\r\n boundary=in", nested));
        assertThat(invite.body()).contains("a=via-relay").doesNotContain("--in\r\n");
    }

    @Test
    void leavesAnotherSessionThanTheCallsOut() {
        SipText invite = inviteFromInside(parts(
                "Content-Type: application/sdp\r\nContent-Disposition: early-session",
                Gate.SDP.replace("4000", "7777"),
                "Content-Type: application/sdp",
                Gate.SDP));
        assertThat(invite.body()).contains("m=audio 4000").doesNotContain("7777");
    }

    @Test
    void passesInwardAllPartsAsTheyAreButTheDescription() {
        SipDialog caller = gate.caller();
        String other = "Content-Type: application/x-odd\r\nX-Mine: 1\r\nContent-ID: <2@outside.example>";
        caller.send("INVITE", parts(other, ODD, "Content-Type: application/sdp", Gate.SDP), TYPE);
        SipText invite = gate.inside.request("INVITE");
        assertThat(invite.must("Content-Type")).endsWith("boundary=\"dma01.corp 7\"");
        assertThat(invite.body())
                .isEqualTo(parts(other, ODD, "Content-Type: application/sdp", Gate.SDP + "a=via-relay\r\n"));
        gate.callee(invite).answer(invite, 200, "OK", parts("Content-Type: application/sdp", Gate.SDP), TYPE);
        SipText answer = gate.outside.response(200, "INVITE");
        assertThat(answer.body()).contains("a=via-relay");
        assertThat(answer.toString()).doesNotContain("dma01");
        assertThat(gate.media.getFirst().exchanges()).containsExactly("EXTERNAL OFFER", "INTERNAL ANSWER");
    }

    @Test
    void refusesACallWhoseDescriptionLeadsNowhere() {
        gate.caller().send("INVITE", Gate.SDP + FakeMedia.REFUSED);
        assertThat(gate.outside.finalResponse("INVITE").status()).isEqualTo(488);
        assertThat(java.util.Objects.requireNonNull(gate.recorded().call().disposition())
                        .text())
                .isEqualTo("The caller's session description cannot be used: the test says so.");
    }
}
