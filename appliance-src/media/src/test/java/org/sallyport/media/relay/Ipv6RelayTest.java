package org.sallyport.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.media.relay.TestRelay.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.base.address.Side;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.socket.SocketMake;

class Ipv6RelayTest {
    @ParameterizedTest
    @EnumSource(SocketMake.class)
    void joinsAnIpv6PartyWithAnIpv4One(SocketMake make) throws Exception {
        try (TestRelay relay = new TestRelay(
                        make, TestRelay.settings("::1", "127.2.0.1", 400, Duration.ZERO, TestRelay.LONG_WINDOW));
                Party outside = Party.at("::1");
                Party inside = Party.at("127.2.0.2")) {
            RelayedStream stream = relay.open();
            stream.remote(Side.EXTERNAL, media(outside.address(), null));
            stream.remote(Side.INTERNAL, media(inside.address(), null));
            outside.sendRtp(1, stream.local(Side.EXTERNAL).bound());
            assertThat(inside.receiveSequence()).isEqualTo(1);
            inside.sendRtp(2, stream.local(Side.INTERNAL).bound());
            assertThat(outside.receiveSequence()).isEqualTo(2);
            assertThat(stream.latched(Side.EXTERNAL)).isEqualTo(outside.address());
        }
    }

    @ParameterizedTest
    @EnumSource(SocketMake.class)
    void servesIpv4PartiesOnADualStackSocket(SocketMake make) throws Exception {
        try (TestRelay relay = new TestRelay(
                        make, TestRelay.settings("::", "127.2.0.1", 400, Duration.ZERO, TestRelay.LONG_WINDOW));
                Party outside = Party.at("127.1.0.2");
                Party inside = Party.at("127.2.0.2")) {
            RelayedStream stream = relay.open();
            stream.remote(Side.EXTERNAL, media(outside.address(), null));
            stream.remote(Side.INTERNAL, media(inside.address(), null));
            outside.sendRtp(
                    1,
                    new InetSocketAddress(
                            InetAddress.ofLiteral("127.1.0.1"),
                            stream.local(Side.EXTERNAL).bound().getPort()));
            assertThat(inside.receiveSequence()).isEqualTo(1);
            inside.sendRtp(2, stream.local(Side.INTERNAL).bound());
            assertThat(outside.receiveSequence()).isEqualTo(2);
        }
    }
}
