package org.sallyport.testing.interop;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.interop.sipp.Sipp;
import org.sallyport.testing.interop.sipp.Sipp.Transport;
import org.sallyport.testing.interop.wire.InsideSearch;

/** The addresses and parties that all tests share. */
final class Zones {
    static final int CALLER_AUDIO = 40000;
    static final int CALLER_VIDEO = 40002;
    static final int CALLEE_AUDIO = 42000;
    static final int CALLEE_VIDEO = 42002;
    static final InetSocketAddress GATE = new InetSocketAddress(ThreeZones.DMZ_EXTERNAL_ADDRESS, 5060);
    static final InetSocketAddress GATE_TLS = new InetSocketAddress(ThreeZones.DMZ_EXTERNAL_ADDRESS, 5061);

    /** Sallyport in the DMZ: short deadlines, so that tests need not wait long for them. */
    static final String SETTINGS = """
            sip:
              listeners:
              - {name: external-udp, side: external, transport: udp, address: 203.0.113.1, port: 5060}
              - {name: external-tcp, side: external, transport: tcp, address: 203.0.113.1, port: 5060}
              - {name: external-tls, side: external, transport: tls, address: 203.0.113.1, port: 5061}
              - {name: internal-udp, side: internal, transport: udp, address: 10.77.20.1, port: 5070}
              - {name: internal-tcp, side: internal, transport: tcp, address: 10.77.20.1, port: 5070}
              call-server: {host: 10.77.20.20, port: 5080, transport: udp, ping-interval: 1s}
            media:
              external: {address: 203.0.113.1}
              internal: {address: 10.77.20.1}
              inactivity-timeout: 5s
            """;

    private Zones() {}

    /** The call server inside. */
    static Sipp.Party callServer(ThreeZones zones, String scenario) {
        return new Sipp.Party(
                scenario,
                zones.inside(),
                Transport.UDP,
                ThreeZones.INSIDE_ADDRESS,
                5080,
                "",
                Map.of("audio_port", "" + CALLEE_AUDIO, "video_port", "" + CALLEE_VIDEO));
    }

    /** Somebody on the internet who sends to an address, meaning the gate. */
    static Sipp.Party caller(ThreeZones zones, String scenario, Transport transport, String peer) {
        return new Sipp.Party(
                scenario,
                zones.outside(),
                transport,
                ThreeZones.OUTSIDE_ADDRESS,
                5062,
                peer,
                Map.of(
                        "audio_port", "" + CALLER_AUDIO,
                        "video_port", "" + CALLER_VIDEO,
                        "gate", address(transport == Transport.TLS ? GATE_TLS : GATE)));
    }

    /** What must not show outside, whatever the call; the director's own ports of a call come to it. */
    static InsideSearch inside() {
        return new InsideSearch(
                        List.of(ThreeZones.INSIDE_ADDRESS, ThreeZones.DMZ_INTERNAL_ADDRESS),
                        List.of("inside.example", "bob@", "pbx"))
                .ports(5070, 5080, CALLEE_AUDIO, CALLEE_AUDIO + 1, CALLEE_VIDEO, CALLEE_VIDEO + 1);
    }

    static String address(InetSocketAddress socket) {
        return socket.getHostString() + ":" + socket.getPort();
    }
}
