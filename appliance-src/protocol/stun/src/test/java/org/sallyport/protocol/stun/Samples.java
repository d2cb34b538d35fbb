package org.sallyport.protocol.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** A value of every attribute but those that vouch for the others. */
final class Samples {
    private static final InetSocketAddress IPV4 = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 32_853);
    private static final InetSocketAddress IPV6 = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::7"), 443);

    private Samples() {}

    static List<Attribute<?>> attributes() {
        return List.of(
                StunAttributes.MAPPED_ADDRESS.of(IPV4),
                StunAttributes.XOR_MAPPED_ADDRESS.of(IPV6),
                StunAttributes.XOR_PEER_ADDRESS.of(IPV4),
                StunAttributes.XOR_RELAYED_ADDRESS.of(IPV6),
                StunAttributes.ALTERNATE_SERVER.of(IPV6),
                StunAttributes.USERNAME.of("1735689600:\u00e9"),
                StunAttributes.REALM.of("example.org"),
                StunAttributes.NONCE.of("obMatJos2gAAAx"),
                StunAttributes.SOFTWARE.of("a"),
                StunAttributes.ALTERNATE_DOMAIN.of("turn.example.org"),
                StunAttributes.USERHASH.of(LongTermCredential.userhash("a", "b")),
                StunAttributes.ERROR_CODE.of(new ErrorCode(438, "Stale Nonce")),
                StunAttributes.ERROR_CODE.of(new ErrorCode(300, "")),
                StunAttributes.UNKNOWN_ATTRIBUTES.of(List.of(0x7abc, 3, 0xffff)),
                StunAttributes.PASSWORD_ALGORITHM.of(PasswordAlgorithm.SHA_256),
                StunAttributes.PASSWORD_ALGORITHMS.of(List.of(
                        new PasswordAlgorithm(7, Octets.of((byte) 1)),
                        PasswordAlgorithm.SHA_256,
                        PasswordAlgorithm.MD5)),
                StunAttributes.CHANNEL_NUMBER.of(0x4fff),
                StunAttributes.LIFETIME.of(Duration.ofSeconds(0xffffffffL)),
                StunAttributes.DATA.of(Octets.of((byte) 1, (byte) 2, (byte) 3)),
                StunAttributes.DATA.of(Octets.of()),
                StunAttributes.REQUESTED_ADDRESS_FAMILY.of(AddressFamily.IPV6),
                StunAttributes.ADDITIONAL_ADDRESS_FAMILY.of(AddressFamily.IPV6),
                StunAttributes.ADDRESS_ERROR_CODE.of(
                        new AddressErrorCode(AddressFamily.IPV6, new ErrorCode(440, "Address Family not Supported"))),
                StunAttributes.EVEN_PORT.of(true),
                StunAttributes.EVEN_PORT.of(false),
                StunAttributes.REQUESTED_TRANSPORT.of(17),
                StunAttributes.DONT_FRAGMENT.of(true),
                StunAttributes.RESERVATION_TOKEN.of(0x8000_0000_0000_0001L),
                StunAttributes.ICMP.of(new IcmpError(3, 4, 1400)),
                StunAttributes.ICMP.of(new IcmpError(127, 511, -1)),
                StunAttributes.CONNECTION_ID.of(-2),
                StunAttributes.ACCESS_TOKEN.of(Octets.of((byte) 0, (byte) 0)),
                StunAttributes.THIRD_PARTY_AUTHORIZATION.of("auth.example.org"),
                StunAttributes.PRIORITY.of(-1),
                StunAttributes.USE_CANDIDATE.of(true),
                StunAttributes.ICE_CONTROLLED.of(-1L),
                StunAttributes.ICE_CONTROLLING.of(1L));
    }
}
