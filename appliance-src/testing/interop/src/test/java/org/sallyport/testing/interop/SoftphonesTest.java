package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.testing.interop.appliance.Appliance;
import org.sallyport.testing.interop.baresip.Baresip;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.interop.wire.Capture;
import org.sallyport.testing.interop.wire.Payload;

/** Whole softphones on both sides, whose RTCP names them as user and address. */
class SoftphonesTest {
    private static final String INSIDE = ThreeZones.INSIDE_ADDRESS + ":5080";
    private static final String OUTSIDE = ThreeZones.OUTSIDE_ADDRESS + ":5062";
    /** Item 1 of a source description, its length, its text (RFC 3550 section 6.5.1). */
    private static final Pattern CNAME = Pattern.compile("\\x01.(sip:)?room12@10\\.77\\.20\\.20", Pattern.DOTALL);

    @TempDir
    Path state;

    @Test
    void shareACallWithoutRtcpThatNamesTheInside() throws Exception {
        assumeTrue(ThreeZones.possible(), "needs root and network namespaces");
        try (ThreeZones zones = ThreeZones.build();
                Appliance appliance = Appliance.start(zones.dmz(), state, Zones.SETTINGS);
                Capture outside = Capture.start(zones.outside(), "eth0", ThreeZones.DMZ_EXTERNAL_ADDRESS);
                Capture inside = Capture.start(zones.inside(), "eth0", ThreeZones.DMZ_INTERNAL_ADDRESS);
                Baresip callee = Baresip.start(zones.inside(), "room12", INSIDE)) {
            appliance
                    .api()
                    .await(
                            "/api/v1/overview",
                            overview -> overview.at("/now/callServer/state")
                                    .asText()
                                    .equals("REACHABLE"));
            try (Baresip caller =
                    Baresip.start(zones.outside(), "alice", OUTSIDE, "/dial sip:room12@" + Zones.address(Zones.GATE))) {
                caller.awaitWord("Call established");
                callee.awaitWord("Call established");
                inside.await(CNAME);
            }
            outside.stop();
            List<Payload> outward = outside.payloads("ip.src == " + ThreeZones.DMZ_EXTERNAL_ADDRESS);
            assertThat(outward).anyMatch(Payload::isRtcp);
            assertThat(Zones.inside().in(outward)).isEmpty();
        }
    }
}
