package org.sallyport.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.media.relay.TestRelay.range;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.settings.model.MediaSettings.Dscp;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.testing.time.Eventually;

@ParameterizedClass
@EnumSource(SocketMake.class)
class PortsTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Parameter
    SocketMake make = SocketMake.JDK;

    @Test
    void exhaustionIsRefusedAndAlarmedUntilThereIsRoom() throws Exception {
        MediaSettings settings = new MediaSettings(
                range("127.3.0.1", 200), range("127.4.0.1", 4), Duration.ofMillis(50), LONG, LONG, false);
        try (TestRelay relay = new TestRelay(make, settings)) {
            RelayedStream first = relay.open();
            relay.open();
            for (int i = 0; i < 300; i++) {
                assertThatThrownBy(relay::open)
                        .isInstanceOf(PortsExhaustedException.class)
                        .hasMessageContaining("internal");
            }
            assertThat(inUse(relay, "external")).isEqualTo(2);
            assertThat(relay.alarms.active())
                    .extracting(alarm -> alarm.key())
                    .containsExactly("media.ports.exhausted.internal");
            first.close();
            Eventually.until("cleared", () -> relay.alarms.active().isEmpty());
            assertThat(relay.open().local(Side.INTERNAL)).isEqualTo(first.local(Side.INTERNAL));
        }
    }

    @Test
    void aReleasedPortIsNotGivenAgainBeforeItHasRested() throws Exception {
        MediaSettings settings =
                new MediaSettings(range("127.3.0.1", 2), range("127.4.0.1", 200), LONG, LONG, LONG, false);
        try (TestRelay relay = new TestRelay(make, settings)) {
            relay.open().close();
            Eventually.until("closed", () -> inUse(relay, "external") == 0);
            assertThatThrownBy(relay::open).isInstanceOf(PortsExhaustedException.class);
        }
    }

    @Test
    void aPortHeldByAnotherProgramIsSkippedAndCounted() throws Exception {
        MediaRange external = range("127.3.0.1", 8);
        MediaSettings settings = new MediaSettings(external, range("127.4.0.1", 200), LONG, LONG, LONG, false);
        try (DatagramSocket even = new DatagramSocket(at(external, 0));
                DatagramSocket odd = new DatagramSocket(at(external, 3));
                TestRelay relay = new TestRelay(make, settings)) {
            List<Integer> given = new ArrayList<>();
            given.add(relay.open().local(Side.EXTERNAL).bound().getPort());
            given.add(relay.open().local(Side.EXTERNAL).bound().getPort());
            assertThatThrownBy(relay::open).isInstanceOf(PortsExhaustedException.class);
            assertThat(given).containsExactlyInAnyOrder(external.firstPort() + 4, external.firstPort() + 6);
            assertThat(relay.metric("sallyport_media_ports_held_by_others_total{side=\"external\",transport=\"udp\"}"))
                    .isEqualTo(2);
            assertThat(even.isBound() && odd.isBound()).isTrue();
        }
    }

    private static InetSocketAddress at(MediaRange range, int offset) {
        return new InetSocketAddress(range.address(), range.firstPort() + offset);
    }

    @Test
    void anAddressThatIsNotOursIsAlarmed() throws Exception {
        MediaRange foreign =
                new MediaRange(InetAddress.ofLiteral("192.0.2.1"), "192.0.2.1", 20_000, 20_999, Dscp.USUAL);
        MediaSettings settings = new MediaSettings(range("127.3.0.1", 20), foreign, LONG, LONG, LONG, false);
        try (TestRelay relay = new TestRelay(make, settings)) {
            assertThatThrownBy(relay::open).isInstanceOf(PortsExhaustedException.class);
            assertThat(relay.alarms.active())
                    .extracting(alarm -> alarm.key())
                    .containsExactly("media.ports.unusable.internal");
            relay.settings.set(
                    new MediaSettings(range("127.3.0.1", 20), range("127.4.0.1", 20), LONG, LONG, LONG, false));
            relay.open();
            assertThat(relay.alarms.active()).isEmpty();
        }
    }

    @Test
    void aChangedRangeHoldsForTheNextStream() throws Exception {
        try (TestRelay relay = new TestRelay(make)) {
            RelayedStream before = relay.open();
            MediaRange other = range("127.5.0.1", 100);
            MediaSettings old = relay.settings.get();
            relay.settings.set(new MediaSettings(other, old.internal(), LONG, LONG, LONG, false));
            RelayedStream after = relay.open();
            assertThat(after.local(Side.EXTERNAL).bound().getAddress()).isEqualTo(other.address());
            assertThat(after.local(Side.EXTERNAL).bound().getPort()).isBetween(other.firstPort(), other.lastPort());
            assertThat(before.local(Side.EXTERNAL).bound().getAddress())
                    .isEqualTo(old.external().address());
            before.close();
            after.close();
            Eventually.until("both closed", () -> inUse(relay, "external") == 0);
        }
    }

    private static double inUse(TestRelay relay, String side) {
        return relay.metric("sallyport_media_ports{side=\"" + side + "\",transport=\"udp\",state=\"in_use\"}");
    }
}
