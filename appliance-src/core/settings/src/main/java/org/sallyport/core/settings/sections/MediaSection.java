package org.sallyport.core.settings.sections;

import java.net.InetAddress;
import java.time.Duration;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.BindAddress;
import org.sallyport.core.settings.model.InterfaceRole.Use;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.settings.model.MediaSettings.Dscp;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.core.settings.schema.SettingsReader;

/** The section {@code media}. */
final class MediaSection {
    private MediaSection() {}

    static MediaSettings read(SettingsReader in, RoleAddresses addresses) {
        MediaSettings media = new MediaSettings(
                in.section(
                        "external",
                        "Addresses and ports that face the internet.",
                        inner -> range(inner, addresses, Side.EXTERNAL, 20_002, 30_001)),
                in.section(
                        "internal",
                        "Addresses and ports that face the enterprise.",
                        inner -> range(inner, addresses, Side.INTERNAL, 40_002, 50_001)),
                in.duration("port-quarantine")
                        .describe("Rest of a released port before it is used again.")
                        .range(Duration.ZERO, Duration.ofMinutes(5))
                        .byDefault(Duration.ofSeconds(5)),
                in.duration("learning-window")
                        .describe(
                                "Time after signalling during which a leg's source may be learnt (RFC 7362 section 4).")
                        .range(Duration.ofMillis(500), Duration.ofMinutes(1))
                        .retired("latching-window", "latching-timeout")
                        .byDefault(Duration.ofSeconds(5)),
                in.duration("inactivity-timeout")
                        .describe("Silence on all streams of a call after which it is ended.")
                        .range(Duration.ofSeconds(5), Duration.ofDays(1))
                        .byDefault(Duration.ofMinutes(1)),
                in.flag("kernel-forwarding")
                        .describe("Whether the kernel forwards RTP of settled streams, at a fraction of the cost.")
                        .byDefault(true));
        in.rule(
                !overlap(media.external(), media.internal()),
                "internal.first-port",
                "The port ranges of both sides overlap on the same address.",
                "Give ranges that do not overlap, or another address.",
                "external",
                "internal");
        return media;
    }

    private static MediaRange range(
            SettingsReader in, RoleAddresses addresses, Side side, int firstByDefault, int lastByDefault) {
        BindAddress wanted = in.value("address", NetworkTypes.bindAddress())
                .describe("Address the ports are bound to; role for that of the interface with the side's role.")
                .byDefault(new BindAddress.Literal(InetAddress.ofLiteral("127.0.0.1")));
        InetAddress address = addresses.resolve(in, wanted, side, Use.MEDIA);
        MediaRange range = new MediaRange(
                address,
                addresses.advertisedHost(
                        in,
                        wanted,
                        address,
                        side,
                        Use.MEDIA,
                        "Address written into SDP; the public address behind NAT."),
                in.number("first-port")
                        .describe("First UDP and TCP port, even: RTP takes it and RTCP the next (RFC 3550 section 11).")
                        .range(1024, 65_534)
                        .byDefault(firstByDefault),
                in.number("last-port")
                        .describe("Last port, inclusive.")
                        .range(1025, 65_535)
                        .byDefault(lastByDefault),
                in.section("dscp", "What the packets that leave there are marked with.", MediaSection::dscp));
        in.rule(range.firstPort() % 2 == 0, "first-port", "It is odd.", "Give an even port, the first of a pair.");
        in.rule(
                range.lastPort() > range.firstPort(),
                "last-port",
                "It is not above first-port.",
                "Give a port above first-port; each stream takes two.",
                "first-port");
        in.rule(
                !address.isAnyLocalAddress() || !range.advertisedHost().equals(address.getHostAddress()),
                "advertised-host",
                "Ports on every address have none that peers could be told.",
                "Give the address that peers send media to.",
                "address");
        return range;
    }

    private static Dscp dscp(SettingsReader in) {
        return new Dscp(
                codePoint(in, "audio", "Audio", Dscp.USUAL.audio()),
                codePoint(in, "video", "Video, presentations among it", Dscp.USUAL.video()),
                codePoint(in, "other", "All else, such as floor and camera control", Dscp.USUAL.other()));
    }

    private static int codePoint(SettingsReader in, String key, String what, int usual) {
        return in.number(key)
                .describe(what + " (RFC 4594): 46 is EF, 34 AF41; 0 leaves it unmarked.")
                .range(0, 63)
                .byDefault(usual);
    }

    private static boolean overlap(MediaRange one, MediaRange other) {
        return Addresses.overlap(one.address(), other.address())
                && one.firstPort() <= other.lastPort()
                && other.firstPort() <= one.lastPort();
    }
}
