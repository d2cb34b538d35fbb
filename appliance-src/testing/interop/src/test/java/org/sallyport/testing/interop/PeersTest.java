package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.interop.network.Namespace;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.interop.rtp.RtpEndpoint;
import org.sallyport.testing.interop.sipp.RemoteMedia;
import org.sallyport.testing.interop.sipp.Sipp;
import org.sallyport.testing.interop.wire.Capture;

/** The peers themselves, without Sallyport between them: what the other tests find is not their doing. */
class PeersTest {
    private static final String ADDRESS = ThreeZones.OUTSIDE_ADDRESS;
    private static final Duration PACE = Duration.ofMillis(20);

    @Test
    void meetDirectly() throws Exception {
        assumeTrue(ThreeZones.possible(), "needs root and network namespaces");
        try (ThreeZones zones = ThreeZones.build();
                Capture wire = Capture.start(zones.outside(), "lo", ADDRESS);
                RtpEndpoint alice = new RtpEndpoint(zones.outside(), ADDRESS, 40000, 0, 160);
                RtpEndpoint bob = new RtpEndpoint(zones.outside(), ADDRESS, 42000, 0, 160);
                Sipp callee = Sipp.start(callee(zones.outside()));
                Sipp caller = Sipp.start(caller(zones.outside()))) {
            RemoteMedia toBob = caller.awaitMedia();
            RemoteMedia toAlice = callee.awaitMedia();

            List<String> sentByAlice = alice.send(10, PACE, toBob.audio());
            List<String> sentByBob = bob.send(10, PACE, toAlice.audio());
            assertThat(bob.awaitPackets(10)).isEqualTo(sentByAlice);
            assertThat(alice.awaitPackets(10)).isEqualTo(sentByBob);

            caller.goOn();
            caller.awaitSuccess();
            callee.awaitEnd();
            wire.stop();
            assertThat(wire.packets("sip.Method == \"BYE\"")).hasSize(1);
            assertThat(wire.packets("frame contains \"pbx.inside.example\"")).hasSizeGreaterThan(1);
        }
    }

    private static Sipp.Party callee(Namespace zone) {
        return new Sipp.Party(
                "callee",
                zone,
                Sipp.Transport.UDP,
                ADDRESS,
                5080,
                "",
                Map.of("audio_port", "42000", "video_port", "42002"));
    }

    private static Sipp.Party caller(Namespace zone) {
        return new Sipp.Party(
                "caller",
                zone,
                Sipp.Transport.UDP,
                ADDRESS,
                5060,
                ADDRESS + ":5080",
                Map.of("audio_port", "40000", "video_port", "40002", "gate", ADDRESS + ":5080"));
    }
}
