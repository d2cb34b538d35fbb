package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.testing.interop.network.Command;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.interop.rtp.RtpEndpoint;
import org.sallyport.testing.interop.sipp.RemoteMedia;
import org.sallyport.testing.interop.sipp.Sipp;
import org.sallyport.testing.interop.sipp.Sipp.Transport;
import org.sallyport.testing.interop.sipp.TlsBridge;
import org.sallyport.testing.interop.wire.Capture;
import org.sallyport.testing.interop.wire.InsideSearch;
import org.sallyport.testing.interop.wire.Payload;

/** Calls from outside to the call server inside, as their peers, the wire and the API see them. */
class CallsThroughSallyportTest extends GateInZones {
    private static final int PACKETS = 100;
    private static final Duration PACE = Duration.ofMillis(20);

    @ParameterizedTest
    @EnumSource(Transport.class)
    void carriesACallAndShowsNothingOfTheInside(Transport transport) throws Exception {
        try (Media media = new Media(zones);
                Capture wire = Capture.start(zones.outside(), "eth0", ThreeZones.DMZ_EXTERNAL_ADDRESS);
                TlsBridge bridge = new TlsBridge(zones.outside(), ThreeZones.OUTSIDE_ADDRESS, Zones.GATE_TLS);
                Sipp callServer = Sipp.start(Zones.callServer(zones, "callee"))) {
            callServer.awaitPinged();
            String peer = transport == Transport.TLS ? bridge.peer() : Zones.address(Zones.GATE);
            try (Sipp caller = Sipp.start(Zones.caller(zones, "caller", transport, peer))) {
                RemoteMedia toCallee = caller.awaitMedia();
                RemoteMedia toCaller = callServer.awaitMedia();
                media.exchange(toCallee, toCaller);
                assertThat(liveCalls()).hasSize(1);
                caller.goOn();
                caller.awaitSuccess();
                callServer.awaitEnd();
                wire.stop();
                InsideSearch inside = Zones.inside()
                        .ports(toCaller.audio().getPort(), toCaller.video().getPort());
                List<Payload> outward = wire.payloads("ip.src == " + ThreeZones.DMZ_EXTERNAL_ADDRESS);
                assertThat(inside.in("caller", caller.messages())).isEmpty();
                assertThat(inside.in(outward)).isEmpty();
                assertThat(outward).hasSizeGreaterThan(2 * PACKETS);
            }
            assertThat(awaitNoCall()).isEmpty();
        }
    }

    @Test
    void holdsAndResumes() throws Exception {
        try (Media media = new Media(zones);
                Sipp callServer = Sipp.start(Zones.callServer(zones, "callee-hold"))) {
            callServer.awaitPinged();
            try (Sipp caller =
                    Sipp.start(Zones.caller(zones, "caller-hold", Transport.UDP, Zones.address(Zones.GATE)))) {
                media.exchange(caller.awaitMedia(), callServer.awaitMedia());
                caller.goOn();
                RemoteMedia held = caller.awaitMedia();
                assertThat(callServer.awaitMedia()).isNotNull();
                assertThat(held).isNotNull();
                caller.goOn();
                media.exchange(caller.awaitMedia(), callServer.awaitMedia());
                caller.goOn();
                caller.awaitSuccess();
                callServer.awaitEnd();
            }
            assertThat(awaitNoCall()).isEmpty();
        }
    }

    @Test
    void endsTheCallOfACallerWhoVanished() throws Exception {
        try (Media media = new Media(zones);
                Sipp callServer = Sipp.start(Zones.callServer(zones, "callee"))) {
            callServer.awaitPinged();
            RemoteMedia relay;
            try (Sipp caller = Sipp.start(Zones.caller(zones, "caller", Transport.UDP, Zones.address(Zones.GATE)))) {
                relay = caller.awaitMedia();
                media.exchange(relay, callServer.awaitMedia());
                assertThat(boundPorts()).contains(":" + relay.audio().getPort() + " ");
                caller.vanish();
            }
            callServer.awaitEnd();
            assertThat(awaitNoCall()).isEmpty();
            assertThat(boundPorts())
                    .doesNotContain(":" + relay.audio().getPort() + " ")
                    .doesNotContain(":" + relay.video().getPort() + " ");
        }
    }

    @Test
    void refusesCallsWhileTheCallServerIsDown() throws Exception {
        JsonNode alarms = appliance
                .api()
                .await("/api/v1/alarms", found -> found.toString().contains("call-server"));
        assertThat(alarms.toString()).contains("call-server");
        try (Sipp caller =
                Sipp.start(Zones.caller(zones, "caller-unavailable", Transport.UDP, Zones.address(Zones.GATE)))) {
            caller.awaitSuccess();
            assertThat(Zones.inside().in("caller", caller.messages())).isEmpty();
            assertThat(caller.messages()).contains("SIP/2.0 503");
        }
    }

    private static List<JsonNode> liveCalls() throws Exception {
        return appliance.api().get("/api/v1/calls").path("items").valueStream().toList();
    }

    private static List<JsonNode> awaitNoCall() throws Exception {
        return appliance
                .api()
                .await("/api/v1/calls", calls -> calls.path("items").isEmpty())
                .path("items")
                .valueStream()
                .toList();
    }

    private static String boundPorts() throws Exception {
        return zones.dmz().call(() -> Command.run("ss", "-Hlun"));
    }

    /** Audio and video at both far ends of a call. */
    private static final class Media implements AutoCloseable {
        private final RtpEndpoint callerAudio;
        private final RtpEndpoint callerVideo;
        private final RtpEndpoint calleeAudio;
        private final RtpEndpoint calleeVideo;

        Media(ThreeZones zones) throws Exception {
            callerAudio = new RtpEndpoint(zones.outside(), ThreeZones.OUTSIDE_ADDRESS, Zones.CALLER_AUDIO, 0, 160);
            callerVideo = new RtpEndpoint(zones.outside(), ThreeZones.OUTSIDE_ADDRESS, Zones.CALLER_VIDEO, 96, 1100);
            calleeAudio = new RtpEndpoint(zones.inside(), ThreeZones.INSIDE_ADDRESS, Zones.CALLEE_AUDIO, 0, 160);
            calleeVideo = new RtpEndpoint(zones.inside(), ThreeZones.INSIDE_ADDRESS, Zones.CALLEE_VIDEO, 96, 1100);
        }

        /** Sends on all four flows at once; every packet must come out at the other end as it was sent. */
        void exchange(RemoteMedia toCallee, RemoteMedia toCaller) throws Exception {
            Flow audioIn = new Flow(callerAudio, toCallee.audio(), calleeAudio);
            Flow videoIn = new Flow(callerVideo, toCallee.video(), calleeVideo);
            Flow audioOut = new Flow(calleeAudio, toCaller.audio(), callerAudio);
            Flow videoOut = new Flow(calleeVideo, toCaller.video(), callerVideo);
            for (Flow flow : List.of(audioIn, videoIn, audioOut, videoOut)) {
                flow.assertArrived(PACKETS);
            }
        }

        @Override
        public void close() {
            callerAudio.close();
            callerVideo.close();
            calleeAudio.close();
            calleeVideo.close();
        }
    }

    /** One direction of a stream, being sent. */
    private static final class Flow {
        private final FutureTask<List<String>> sending;
        private final RtpEndpoint to;

        Flow(RtpEndpoint from, InetSocketAddress relay, RtpEndpoint to) {
            this.to = to;
            this.sending = new FutureTask<>(() -> from.send(PACKETS, PACE, relay));
            Thread.ofPlatform().daemon().start(sending);
        }

        void assertArrived(int count) throws Exception {
            List<String> arrived = to.awaitPackets(count);
            assertThat(arrived).isEqualTo(sending.get());
            assertThat(to.unexpected()).isEmpty();
        }
    }
}
