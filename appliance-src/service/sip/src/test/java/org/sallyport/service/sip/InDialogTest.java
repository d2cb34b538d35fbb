package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;

/** Requests in a call that change neither it nor its media. */
class InDialogTest {
    private final Gate gate = new Gate();
    private final Gate.Talk talk = gate.talk();
    private final SipDialog caller = talk.caller();
    private final SipDialog callee = talk.callee();

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void passesMessagesBothWaysWithoutContact() {
        callee.send("MESSAGE", "Lunch?", "Content-Type: text/plain;charset=utf-8");
        SipText out = gate.outside.request("MESSAGE");
        assertThat(out.body()).isEqualTo("Lunch?");
        assertThat(out.must("Content-Type")).startsWith("text/plain").contains("charset=utf-8");
        assertThat(out.header("Contact")).isNull();
        caller.answer(out, 200, "OK", null);
        assertThat(gate.inside.response(200, "MESSAGE").header("Contact")).isNull();
        caller.send("MESSAGE", "At noon.", "Content-Type: text/plain");
        SipText in = gate.inside.request("MESSAGE");
        assertThat(in.body()).isEqualTo("At noon.");
        callee.answer(in, 202, "Accepted", null);
        gate.outside.response(202, "MESSAGE");
    }

    @Test
    void refusesAMessageWhoseBodyNamesTheInside() {
        callee.send(
                "MESSAGE",
                "From: <im:bob@10.1.2.3>\r\n\r\nContent-Type: text/plain\r\n\r\nhello",
                "Content-Type: message/cpim");
        gate.inside.response(415, "MESSAGE");
        assertThat(gate.outside.hasUnread(text -> text.startLine().startsWith("MESSAGE")))
                .isFalse();
    }

    @Test
    void passesOptionsAndKeepsItsCapabilitiesFromTheMedia() {
        int exchanges = gate.media.getFirst().exchanges().size();
        caller.send("OPTIONS", null, "Accept: application/sdp");
        SipText options = gate.inside.request("OPTIONS");
        assertThat(options.must("Accept")).isEqualTo("application/sdp");
        callee.answer(options, 200, "OK", Gate.SDP.replace("192.0.2.1", "10.1.2.3"), "Allow: INVITE, INFO, FETCH");
        SipText answer = gate.outside.response(200, "OPTIONS");
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers("Allow").toString())
                .contains("INVITE", "INFO")
                .doesNotContain("FETCH");
        assertThat(answer.toString()).doesNotContain("10.1.2.3");
        assertThat(gate.media.getFirst().exchanges()).hasSize(exchanges);
    }

    @Test
    void saysWhatAnInfoIs() {
        caller.send(
                "INFO",
                "<conference/>",
                "Info-Package: conference",
                "Content-Type: application/conference+xml",
                "Content-Disposition: Info-Package;handling=required;name=x");
        SipText info = gate.inside.request("INFO");
        assertThat(info.must("Info-Package")).isEqualTo("conference");
        assertThat(info.must("Content-Disposition")).isEqualToIgnoringCase("info-package;handling=required");
        callee.answer(info, 200, "OK", null);
        gate.outside.response(200, "INFO");
    }

    @Test
    void refusesABodyThatItCannotRead() {
        caller.send("INFO", "zzz", "Content-Type: application/dtmf", "Content-Encoding: gzip");
        assertThat(gate.outside.response(415, "INFO").must("Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void passesTheOfferThatAReinviteLeavesToTheOtherParty() {
        caller.send("INVITE", null);
        SipText invite = gate.inside.request("INVITE");
        assertThat(invite.body()).isEmpty();
        callee.answer(invite, 200, "OK", Gate.SDP);
        assertThat(gate.outside.response(200, "INVITE").body()).contains("a=via-relay");
        caller.ack(caller.lastCseq(), Gate.SDP);
        gate.inside.again(
                "the ACK with the answer",
                text -> text.startLine().startsWith("ACK") && text.body().contains("a=via-relay"));
        assertThat(gate.media.getFirst().exchanges()).endsWith("INTERNAL OFFER", "EXTERNAL ANSWER");
    }

    @Test
    void cancelsAReinvite() {
        String branch = caller.send("INVITE", Gate.SDP);
        SipText invite = gate.inside.request("INVITE");
        callee.answer(invite, 180, "Ringing", null);
        gate.outside.response(180, "INVITE");
        caller.send("CANCEL", caller.lastCseq(), branch, null);
        gate.outside.response(200, "CANCEL");
        gate.outside.response(487, "INVITE");
        callee.answer(gate.inside.request("CANCEL"), 200, "OK", null);
        callee.answer(invite, 487, "Request Terminated", null);
        Gate.await(
                "the offer is taken back",
                () -> gate.media.getFirst().exchanges().contains("rollback"));
        assertThat(gate.liveCalls.size()).isOne();
    }

    @Test
    void refusesAnUpdateThatMeetsAnotherOffer() {
        caller.send("UPDATE", Gate.SDP);
        SipText update = gate.inside.request("UPDATE");
        callee.send("UPDATE", Gate.SDP);
        gate.inside.response(491, "UPDATE");
        callee.send("INVITE", Gate.SDP);
        gate.inside.response(491, "INVITE");
        caller.send("UPDATE", Gate.SDP);
        assertThat(gate.outside.response(500, "UPDATE").header("Retry-After")).isNotNull();
        callee.answer(update, 200, "OK", Gate.SDP);
        gate.outside.response(200, "UPDATE");
        callee.send("UPDATE", Gate.SDP);
        caller.answer(gate.outside.request("UPDATE"), 488, "Not Acceptable Here", null);
        gate.inside.response(488, "UPDATE");
        assertThat(gate.media.getFirst().exchanges()).endsWith("INTERNAL OFFER", "rollback");
    }
}
