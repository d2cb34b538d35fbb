package org.sallyport.service.sip.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.core.calls.live.StreamSnapshot;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.media.RelayedStream.ConnectionSetup;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.service.sip.media.CallMedia.Role;

class RelayedCallMediaTest {
    private static final String OUTSIDE = "198.51.100.7";
    private static final String INSIDE = "10.1.2.3";

    private final Settings settings = TestSettings.of(TestSettings.EXTERNAL_HOST, TestSettings.INTERNAL_HOST);
    private final FakeRelay relay = new FakeRelay(settings.media());
    private final Metrics metrics = new Metrics();
    private final NamedHosts names = new NamedHosts(
            name -> switch (name) {
                case "media.example" -> List.of(InetAddress.ofLiteral("2001:db8::1"), InetAddress.ofLiteral(OUTSIDE));
                case "rtcp.example" -> List.of(InetAddress.ofLiteral("198.51.100.8"));
                default -> List.of();
            },
            metrics);
    private final RelayedCallMedia media = new RelayedCallMedia(CallId.random(), relay, settings, names);

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

    @Test
    void keepsTheUsernameOfAnOriginThatTellsNothing() throws Exception {
        String offer = sdp(INSIDE, "m=audio 6000 RTP/AVP 0");
        assertThat(origin(relay(Side.INTERNAL, Role.OFFER, offer.replace("o=-", "o=alice")))[0])
                .isEqualTo("o=alice");
        assertThat(origin(relay(Side.INTERNAL, Role.OFFER, offer.replace("o=-", "o=room@pbx.inside.example")))[0])
                .isEqualTo("o=-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RTP/AVP",
                "RTP/AVPF",
                "RTP/SAVP",
                "RTP/SAVPF",
                "UDP/TLS/RTP/SAVPF",
                "UDP/BFCP",
                "UDP/TLS/BFCP",
                "udptl",
                "UDP/DTLS/SCTP",
                "unheard-of"
            })
    void relaysEveryProtocolOverDatagrams(String protocol) throws Exception {
        String offer = relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=x 5004 " + protocol + " 1 2"));
        assertThat(offer).contains("m=x 40000 " + protocol + " 1 2\r\n");
        assertThat(relay.opened.getFirst().connections).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TCP/BFCP", "TCP/TLS/BFCP", "TCP/DTLS/BFCP", "TCP/RTP/AVP", "tcp"})
    void relaysEveryProtocolOverConnections(String protocol) throws Exception {
        String offer = relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=x 9 " + protocol + " *", "a=setup:active"));
        assertThat(offer).contains("m=x 40000 " + protocol + " *\r\n", "a=setup:active\r\n");
        assertThat(relay.opened.getFirst().connections).isTrue();
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=x 7000 " + protocol + " *", "a=setup:passive"));
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL).connectionSetup())
                .isEqualTo(ConnectionSetup.ACTIVE);
        assertThat(relay.opened.getFirst().told(Side.INTERNAL).connectionSetup())
                .isEqualTo(ConnectionSetup.PASSIVE);
    }

    @Test
    void takesActiveForTheOfferAndPassiveForTheAnswerWhenNoSetupIsSaid() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=application 9 TCP/BFCP *"));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=application 7000 TCP/BFCP *"));
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL).connectionSetup())
                .isEqualTo(ConnectionSetup.ACTIVE);
        assertThat(relay.opened.getFirst().told(Side.INTERNAL).connectionSetup())
                .isEqualTo(ConnectionSetup.PASSIVE);
    }

    @Test
    void freesStreamsThatTheAnswerDeclines() throws Exception {
        relay(
                Side.EXTERNAL,
                Role.OFFER,
                sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96", "m=application 0 UDP/BFCP *"));
        assertThat(relay.live()).hasSize(2);
        String answer = relay(
                Side.INTERNAL,
                Role.ANSWER,
                sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 0 RTP/AVP 96", "m=application 0 UDP/BFCP *"));
        assertThat(answer).contains("m=audio 30000 RTP/AVP 0", "m=video 0 RTP/AVP 96", "m=application 0 UDP/BFCP *");
        assertThat(relay.live()).hasSize(1);
    }

    @Test
    void keepsDeclinedStreamsOfAnEarlyAnswerForTheNextFork() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96"));
        String early =
                relay(Side.INTERNAL, Role.EARLY_ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 0 RTP/AVP 96"));
        assertThat(early).contains("m=video 0 RTP/AVP 96");
        assertThat(relay.opened.get(0).told(Side.INTERNAL).rtp()).isEqualTo(address(INSIDE, 6000));
        String last =
                relay(Side.INTERNAL, Role.ANSWER, sdp("10.1.2.4", "m=audio 6100 RTP/AVP 0", "m=video 6102 RTP/AVP 96"));
        assertThat(last).contains("m=video 30002 RTP/AVP 96");
        assertThat(relay.opened.get(0).told(Side.INTERNAL).rtp()).isEqualTo(address("10.1.2.4", 6100));
        assertThat(relay.live()).hasSize(2);
    }

    @Test
    void answersTheSameAgainWhenTheAnswerIsRepeated() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96"));
        String answer = sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 0 RTP/AVP 96");
        String first = relay(Side.INTERNAL, Role.ANSWER, answer);
        assertThat(relay(Side.INTERNAL, Role.ANSWER, answer)).isEqualTo(first);
    }

    @Test
    void keepsStreamsByPlaceAcrossReInvites() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        String reoffer =
                relay(Side.INTERNAL, Role.OFFER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 6002 RTP/AVP 96"));
        assertThat(reoffer).contains("m=audio 30000 RTP/AVP 0", "m=video 30002 RTP/AVP 96");
        relay(Side.EXTERNAL, Role.ANSWER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96"));
        assertThat(relay.live()).hasSize(2);
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 0 RTP/AVP 96"));
        assertThat(relay.live()).hasSize(2);
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 0 RTP/AVP 96"));
        assertThat(relay.live()).hasSize(1);
    }

    @Test
    void movesARelayedPartyOnlyWithTheAnswer() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        FakeRelay.FakeStream audio = relay.opened.getFirst();
        relay(Side.EXTERNAL, Role.OFFER, sdp("198.51.100.99", "m=audio 5504 RTP/AVP 0"));
        assertThat(audio.told(Side.EXTERNAL).rtp()).isEqualTo(address(OUTSIDE, 5004));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        assertThat(audio.told(Side.EXTERNAL).rtp()).isEqualTo(address("198.51.100.99", 5504));
    }

    @Test
    void forgetsARefusedReInvite() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        relay(Side.EXTERNAL, Role.OFFER, sdp("198.51.100.99", "m=audio 0 RTP/AVP 0", "m=video 5506 RTP/AVP 96"));
        assertThat(relay.live()).hasSize(2);
        media.rollback();
        media.rollback();
        assertThat(relay.live()).containsExactly(relay.opened.getFirst());
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL).rtp()).isEqualTo(address(OUTSIDE, 5004));
        String again = relay(Side.INTERNAL, Role.OFFER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        assertThat(again).contains("m=audio 30000 RTP/AVP 0");
    }

    @Test
    void takesAnEarlyAnswerBackWithItsOffer() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        relay(Side.EXTERNAL, Role.OFFER, sdp("198.51.100.99", "m=audio 5504 RTP/AVP 0"));
        relay(Side.INTERNAL, Role.EARLY_ANSWER, sdp("10.1.2.77", "m=audio 6700 RTP/AVP 0"));
        media.rollback();
        FakeRelay.FakeStream audio = relay.opened.getFirst();
        assertThat(audio.told(Side.EXTERNAL).rtp()).isEqualTo(address(OUTSIDE, 5004));
        assertThat(audio.told(Side.INTERNAL).rtp()).isEqualTo(address(INSIDE, 6000));
    }

    @Test
    void keepsEarlyMediaWhenAnUpdateBeforeTheAnswerIsRefused() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0"));
        relay(Side.INTERNAL, Role.EARLY_ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        relay(Side.INTERNAL, Role.OFFER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 6002 RTP/AVP 96"));
        assertThat(relay.live()).hasSize(2);
        media.rollback();
        assertThat(relay.live()).containsExactly(relay.opened.getFirst());
        String last = relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        assertThat(last).contains("m=audio 30000 RTP/AVP 0");
    }

    @Test
    void usesTheSamePortsWhenAnOfferIsMadeAgain() throws Exception {
        String offer = sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96");
        String first = relay(Side.EXTERNAL, Role.OFFER, offer);
        assertThat(relay(Side.EXTERNAL, Role.OFFER, offer)).isEqualTo(first);
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0"));
        assertThat(relay.live()).hasSize(1);
    }

    @Test
    void leavesNothingBehindWhenPortsRunOut() throws Exception {
        relay.capacity = 1;
        assertThatThrownBy(() -> relay(
                        Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96")))
                .isInstanceOf(PortsExhaustedException.class);
        assertThat(relay.live()).isEmpty();
        assertThat(media.streams()).isEmpty();
    }

    @Test
    void refusesWhatIsNoDescription() {
        assertThatThrownBy(() -> relay(Side.EXTERNAL, Role.OFFER, "hello"))
                .isInstanceOf(UnusableDescriptionException.class)
                .hasMessageContaining("v=0");
        assertThatThrownBy(() -> relay(Side.EXTERNAL, Role.ANSWER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0")))
                .isInstanceOf(UnusableDescriptionException.class)
                .hasMessageContaining("the offer had 0");
    }

    @Test
    void refusesAnAnswerToOnesOwnOffer() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0"));
        assertThatThrownBy(() -> relay(Side.EXTERNAL, Role.ANSWER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0")))
                .isInstanceOf(UnusableDescriptionException.class);
    }

    @Test
    void muxesRtcpOnlyWhenBothPartiesAgree() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVPF 0", "a=rtcp-mux"));
        FakeRelay.FakeStream audio = relay.opened.getFirst();
        assertThat(audio.told(Side.EXTERNAL).rtcp()).isEqualTo(address(OUTSIDE, 5005));
        relay(Side.INTERNAL, Role.EARLY_ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVPF 0"));
        assertThat(audio.told(Side.EXTERNAL).rtcp()).isEqualTo(address(OUTSIDE, 5005));
        String answer = relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVPF 0", "a=rtcp-mux"));
        assertThat(answer).contains("a=rtcp-mux\r\n");
        assertThat(audio.told(Side.EXTERNAL).rtcp()).isEqualTo(address(OUTSIDE, 5004));
        assertThat(audio.told(Side.INTERNAL).rtcp()).isEqualTo(address(INSIDE, 6000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"m=audio 5004 RTP/SAVP 0", "m=audio 5004 RTP/AVP 0\r\na=crypto:1 AES_CM_128 inline:x"})
    void tellsTheRelayWhoSecuresAStream(String part) throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, part));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL).secured()).isTrue();
        assertThat(relay.opened.getFirst().told(Side.INTERNAL).secured()).isFalse();
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
    void followsAndRewritesExplicitRtcpPorts() throws Exception {
        String offer = relay(
                Side.INTERNAL,
                Role.OFFER,
                sdp(
                        INSIDE,
                        "m=audio 6000 RTP/AVP 0",
                        "a=rtcp:6777 IN IP4 10.1.2.4",
                        "m=audio 6002 RTP/AVP 0",
                        "a=rtcp:6779"));
        assertThat(offer).contains("a=rtcp:30001 IN IP4 203.0.113.10\r\n", "a=rtcp:30003\r\n");
        assertThat(relay.opened.get(0).told(Side.INTERNAL).rtcp()).isEqualTo(address("10.1.2.4", 6777));
        assertThat(relay.opened.get(1).told(Side.INTERNAL).rtcp()).isEqualTo(address(INSIDE, 6779));
    }

    @Test
    void givesBfcpOverUdpNoRtcpAndNoClock() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=application 5070 UDP/BFCP *", "a=setup:actpass"));
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL))
                .isEqualTo(
                        new RemoteMedia(address(OUTSIDE, 5070), null, 0, false, null, InetAddress.ofLiteral(OUTSIDE)));
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
    void seesWhoHolds() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        assertThat(media.heldBy(Side.EXTERNAL)).isFalse();
        exchange(Side.EXTERNAL, "a=sendonly", "a=recvonly");
        assertThat(media.heldBy(Side.EXTERNAL)).isTrue();
        assertThat(media.heldBy(Side.INTERNAL)).isFalse();
        exchange(Side.INTERNAL, "a=inactive", "a=inactive");
        assertThat(media.heldBy(Side.EXTERNAL)).isTrue();
        assertThat(media.heldBy(Side.INTERNAL)).isTrue();
        exchange(Side.INTERNAL, "a=sendrecv", "a=sendonly");
        assertThat(media.heldBy(Side.EXTERNAL)).isTrue();
        assertThat(media.heldBy(Side.INTERNAL)).isFalse();
        exchange(Side.EXTERNAL, "a=sendrecv", "a=sendrecv");
        assertThat(media.heldBy(Side.EXTERNAL)).isFalse();
    }

    @Test
    void seesAndPassesTheOldHoldByUnspecifiedAddress() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        String offer = relay(Side.EXTERNAL, Role.OFFER, sdp("0.0.0.0", "m=audio 5004 RTP/AVP 0"));
        assertThat(offer).contains("c=IN IP4 0.0.0.0\r\n").contains("IN IP4 10.9.9.9\r\ns=");
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        assertThat(media.heldBy(Side.EXTERNAL)).isTrue();
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL).rtp()).isNull();
    }

    @Test
    void isSilentOnlyWhenMediaShouldFlowAndNoStreamMoves() throws Exception {
        assertThat(media.silence()).isZero();
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96"));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 6002 RTP/AVP 96"));
        relay.opened.get(0).silence = Duration.ofSeconds(50);
        relay.opened.get(1).silence = Duration.ofSeconds(20);
        assertThat(media.silence()).isEqualTo(Duration.ofSeconds(20));
        relay(
                Side.EXTERNAL,
                Role.OFFER,
                sdp(OUTSIDE, "a=sendonly", "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96"));
        relay(
                Side.INTERNAL,
                Role.ANSWER,
                sdp(INSIDE, "a=recvonly", "m=audio 6000 RTP/AVP 0", "m=video 6002 RTP/AVP 96"));
        assertThat(media.silence()).isZero();
    }

    @Test
    void agreesOnTheSmallerBandwidth() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "b=AS:4096", "m=audio 5004 RTP/AVP 0"));
        assertThat(media.bandwidthKbps()).isEqualTo(4096);
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "b=TIAS:63500"));
        assertThat(media.bandwidthKbps()).isEqualTo(64);
    }

    @Test
    void showsStreamsWithTheCodecInUse() throws Exception {
        relay(
                Side.EXTERNAL,
                Role.OFFER,
                sdp(
                        OUTSIDE,
                        "m=video 5006 RTP/SAVP 97 98",
                        "a=rtpmap:97 H264/90000",
                        "a=rtpmap:98 H264-SVC/90000",
                        "a=content:slides"));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=video 6002 RTP/SAVP 97", "a=rtpmap:97 H264/90000"));
        relay.opened.getFirst().payloadTypes.put(Side.EXTERNAL, 97);
        relay.opened.getFirst().received = new FlowStatistics(10, 1_600, 1, 2.5, 20.0, 64_000, 0);
        StreamSnapshot stream = media.streams().getFirst();
        assertThat(stream.media()).isEqualTo("video");
        assertThat(stream.content()).isEqualTo("slides");
        assertThat(stream.encrypted()).isTrue();
        StreamSnapshot.StreamEnd outside = stream.ends().getFirst();
        assertThat(outside.codec()).isEqualTo("H264/90000");
        assertThat(outside.signalledAddress()).isEqualTo(OUTSIDE + ":5006");
        assertThat(outside.localAddress()).isEqualTo(TestSettings.EXTERNAL_BOUND + ":30000");
        assertThat(stream.ends().getLast().codec()).isNull();
    }

    @Test
    void keepsTheFinalStatisticsOfClosedStreams() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        relay.opened.getFirst().received = new FlowStatistics(10, 1_600, 1, 2.5, null, 64_000, 0);
        media.close();
        media.close();
        assertThat(relay.live()).isEmpty();
        FlowStatistics last = media.streams().getFirst().ends().getFirst().received();
        assertThat(last.packets()).isEqualTo(10);
        assertThat(last.bitsPerSecond()).isZero();
    }

    @Test
    void closesTheStreamsOfAnOpenOfferToo() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 0 RTP/AVP 0", "m=video 5006 RTP/AVP 96"));
        media.close();
        assertThat(relay.live()).isEmpty();
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

    private void connect(String offered, String answered) throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, offered));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, answered));
    }

    private void exchange(Side offerer, String offered, String answered) throws Exception {
        String outside = sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0");
        String inside = sdp(INSIDE, "m=audio 6000 RTP/AVP 0");
        boolean outward = offerer == Side.INTERNAL;
        relay(offerer, Role.OFFER, (outward ? inside : outside) + offered + "\r\n");
        relay(offerer.opposite(), Role.ANSWER, (outward ? outside : inside) + answered + "\r\n");
    }

    private String relay(Side from, Role role, String description) throws Exception {
        InetAddress source = InetAddress.ofLiteral(from == Side.EXTERNAL ? OUTSIDE : INSIDE);
        return text(media.relay(from, source, role, bytes(description)));
    }

    private static String sdp(String host, String... lines) {
        String family = host.indexOf(':') >= 0 ? "IP6 " : "IP4 ";
        return "v=0\r\no=- 42 7 IN " + family + host + "\r\ns=-\r\nc=IN " + family + host + "\r\nt=0 0\r\n"
                + String.join("\r\n", lines) + "\r\n";
    }

    private static String[] origin(String description) {
        return description
                .lines()
                .filter(line -> line.startsWith("o="))
                .findFirst()
                .orElseThrow()
                .split(" ");
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
