package org.sallyport.service.sip.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.service.sip.media.CallMedia.Role;

/** What becomes of the lines of a description on its way through. */
class RelayedDescriptionTest extends RelayedCall {
    @Test
    void showsEachPartyOnlyTheRelay() throws Exception {
        String offer = relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "a=sendrecv"));
        assertThat(offer)
                .contains("c=IN IP4 10.9.9.9\r\n", "m=audio 40000 RTP/AVP 0\r\n", "a=sendrecv\r\n")
                .doesNotContain(OUTSIDE);
        String answer = relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        assertThat(answer)
                .contains("c=IN IP4 203.0.113.10\r\n", "m=audio 30000 RTP/AVP 0\r\n")
                .doesNotContain(INSIDE);
        RemoteMedia caller = relay.opened.getFirst().told(Side.EXTERNAL);
        assertThat(caller)
                .isEqualTo(new RemoteMedia(
                        address(OUTSIDE, 5004),
                        address(OUTSIDE, 5005),
                        8000,
                        false,
                        null,
                        InetAddress.ofLiteral(OUTSIDE)));
    }

    @Test
    void findsTheHostThatADescriptionNames() throws Exception {
        String offer = relay(
                Side.EXTERNAL,
                Role.OFFER,
                sdp("Media.example", "m=audio 5004 RTP/AVP 0", "a=rtcp:5104 IN IP4 rtcp.example"));
        assertThat(offer).contains("c=IN IP4 10.9.9.9\r\n").doesNotContain("example");
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL).rtp()).isEqualTo(address(OUTSIDE, 5004));
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL).rtcp()).isEqualTo(address("198.51.100.8", 5104));
    }

    @Test
    void asksForNoNameOfADeclinedLine() throws Exception {
        relay(
                Side.EXTERNAL,
                Role.OFFER,
                sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 0 RTP/AVP 96", "c=IN IP4 nowhere.example"));
        assertThat(relay.live()).hasSize(1);
    }

    @Test
    void refusesAndCountsAHostThatIsNotFound() {
        assertThatThrownBy(() -> relay(Side.EXTERNAL, Role.OFFER, sdp("nowhere.example", "m=audio 5004 RTP/AVP 0")))
                .isInstanceOfSatisfying(UnusableDescriptionException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(488);
                    assertThat(refused.detail()).contains("nowhere.example");
                });
        assertThat(relay.opened).isEmpty();
        assertThat(metrics.exposition()).contains("sallyport_sip_unknown_media_hosts_total 1");
    }

    @Test
    void refusesADescriptionThatNamesManyHosts() {
        String[] lines = new String[10];
        for (int i = 0; i < lines.length; i += 2) {
            lines[i] = "m=audio 5004 RTP/AVP 0";
            lines[i + 1] = "c=IN IP4 host" + i + ".example";
        }
        assertThatThrownBy(() -> relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, lines)))
                .hasMessageContaining("more than 4 hosts");
    }

    @Test
    void writesOneSessionOfItsOwnToEachParty() throws Exception {
        String first = sdp(INSIDE, "m=audio 6000 RTP/AVP 0").replace("s=-", "s=Room at 10.1.2.3");
        String offer = relay(Side.INTERNAL, Role.OFFER, first);
        assertThat(offer).contains("s=-\r\n").containsPattern("o=- \\d+ 1 IN IP4 203.0.113.10\r\n");
        relay(Side.EXTERNAL, Role.ANSWER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0"));
        String same = relay(Side.INTERNAL, Role.OFFER, first);
        assertThat(same).isEqualTo(offer);
        relay(Side.EXTERNAL, Role.ANSWER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0"));
        String changed = relay(Side.INTERNAL, Role.OFFER, first + "a=sendonly\r\n");
        String session = origin(offer)[1];
        assertThat(origin(changed)[1]).isEqualTo(session);
        assertThat(origin(changed)[2]).isEqualTo("2");
    }

    private static String[] origin(String description) {
        return description
                .lines()
                .filter(line -> line.startsWith("o="))
                .findFirst()
                .orElseThrow()
                .split(" ");
    }

    @Test
    void keepsTheUsernameOfAnOriginThatTellsNothing() throws Exception {
        String offer = sdp(INSIDE, "m=audio 6000 RTP/AVP 0");
        assertThat(origin(relay(Side.INTERNAL, Role.OFFER, offer.replace("o=-", "o=alice")))[0])
                .isEqualTo("o=alice");
        assertThat(origin(relay(Side.INTERNAL, Role.OFFER, offer.replace("o=-", "o=room@pbx.inside.example")))[0])
                .isEqualTo("o=-");
    }

    @Test
    void offersNoExtensionThatHasPacketsTellTheirSender() throws Exception {
        String offer = relay(
                Side.EXTERNAL,
                Role.OFFER,
                sdp(
                        OUTSIDE,
                        "m=audio 5004 RTP/AVP 0",
                        "a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:cname",
                        "a=extmap:2/sendonly urn:ietf:params:rtp-hdrext:sdes:tool x",
                        "a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid",
                        "a=extmap:4 urn:ietf:params:rtp-hdrext:ssrc-audio-level"));
        assertThat(offer).doesNotContain("extmap:1", "extmap:2").contains("a=extmap:3 ", "a=extmap:4 ");
    }

    @Test
    void dropsIceAndBundlingSoThatEachMLineGoesThroughItsOwnStream() throws Exception {
        String offer = relay(
                Side.EXTERNAL,
                Role.OFFER,
                sdp(
                        OUTSIDE,
                        "a=group:BUNDLE 0 1",
                        "a=group:LS 0 1",
                        "a=ice-options:trickle",
                        "m=audio 9 UDP/TLS/RTP/SAVPF 109",
                        "c=IN IP4 0.0.0.0",
                        "a=mid:0",
                        "a=ice-ufrag:abcd",
                        "a=ice-pwd:0123456789012345678901",
                        "a=candidate:0 1 UDP 2122194687 192.168.1.4 54609 typ host",
                        "a=fingerprint:sha-256 19:E2:1C:3B:4B:9F:81:E6:B8:5C:F4:A5:A8:D8:73:04",
                        "a=setup:actpass",
                        "m=video 0 UDP/TLS/RTP/SAVPF 120",
                        "a=mid:1",
                        "a=bundle-only"));
        assertThat(offer)
                .doesNotContain("candidate", "ice-", "BUNDLE", "bundle-only", "0.0.0.0")
                .contains("a=group:LS 0 1", "a=mid:0", "a=fingerprint:sha-256 19:E2:1C:3B", "a=setup:actpass")
                .contains("m=audio 40000 UDP/TLS/RTP/SAVPF 109\r\nc=IN IP4 10.9.9.9\r\n");
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL).rtp()).isNull();
    }

    @Test
    void writesTheAddressFamilyOfTheSideThatReads() throws Exception {
        Settings sixInside = TestSettings.of(TestSettings.EXTERNAL_HOST, "2001:db8:5::9");
        FakeRelay mixed = new FakeRelay(sixInside.media());
        RelayedCallMedia crossing = new RelayedCallMedia(CallId.random(), mixed, sixInside, TestSettings.NO_NAMES);
        String offer = text(crossing.relay(
                Side.EXTERNAL,
                InetAddress.ofLiteral(OUTSIDE),
                Role.OFFER,
                bytes(sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "c=IN IP4 0.0.0.0"))));
        assertThat(offer)
                .contains("IN IP6 2001:db8:5::9\r\ns=", "c=IN IP6 2001:db8:5::9\r\n", "c=IN IP6 ::\r\n")
                .doesNotContain("IP4");
        String answer = text(crossing.relay(
                Side.INTERNAL,
                InetAddress.ofLiteral("2001:db8:5::77"),
                Role.ANSWER,
                bytes(sdp("2001:db8:5::77", "m=audio 6000 RTP/AVP 0", "a=x-at:2001:db8:5:0::77:6000"))));
        assertThat(answer).contains("c=IN IP4 203.0.113.10\r\n").doesNotContain("2001:db8");
    }

    @Test
    void takesInsideHostsOutOfEveryLineButKeepsTheLines() throws Exception {
        String offer = relay(
                Side.INTERNAL,
                Role.OFFER,
                sdp(
                        INSIDE,
                        "i=Room 10.1.2.3",
                        "u=http://pbx.inside.example/rooms",
                        "e=room@example.com",
                        "a=x-server:PBX.inside.example:5080",
                        "a=x-face:fd00:1::2",
                        "a=source-filter: incl IN IP4 * 10.1.2.3",
                        "m=audio 6000 RTP/AVP 0",
                        "i=Boardroom",
                        "a=x-bound:192.168.77.2",
                        "a=x-version:10.0.300.1",
                        "a=fmtp:0 mode=20,30"));
        assertThat(offer)
                .doesNotContain("10.1.2.3", "pbx", "PBX", "fd00", "192.168", "i=Room", "u=http")
                .contains(
                        "e=room@example.com\r\n",
                        "i=Boardroom\r\n",
                        "a=x-server:203.0.113.10:5080\r\n",
                        "a=x-face:203.0.113.10\r\n",
                        "a=source-filter: incl IN IP4 * 203.0.113.10\r\n",
                        "a=x-version:10.0.300.1\r\n",
                        "a=fmtp:0 mode=20,30\r\n");
    }
}
