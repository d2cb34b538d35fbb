package org.sallyport.service.turn.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.settings.model.TurnSettings.RelayAddress;
import org.sallyport.core.settings.model.TurnSettings.TurnRelay;
import org.sallyport.core.settings.model.TurnSettings.TurnTransport;
import org.sallyport.core.settings.sections.SettingsDocument;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.media.datagram.Shard;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.protocol.stun.AddressFamily;
import org.sallyport.protocol.stun.MessageKey;
import org.sallyport.protocol.stun.MessageKey.Integrity;
import org.sallyport.protocol.stun.Octets;
import org.sallyport.service.turn.allocation.Allocation.Binding;
import org.sallyport.service.turn.allocation.Quotas.Share;
import org.sallyport.service.turn.auth.Authentication.Proven;

/** What ends by itself ends in time, on a clock that the test moves. */
final class ExpiryTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetSocketAddress PEER = new InetSocketAddress(LOOPBACK, 9);
    private static final int CHANNEL = 0x4000;

    private final LiveObjects liveObjects = new LiveObjects();
    private final Deadlines deadlines = new Deadlines(liveObjects);
    private final Metrics metrics = new Metrics();
    private final Quotas quotas = new Quotas(() -> SettingsDocument.defaults().turn());
    private final TurnMetrics counts = new TurnMetrics(metrics, quotas);
    private Shard shard;
    private Allocation allocation;

    @BeforeEach
    void allocate() throws Exception {
        shard = Shard.start(SocketMake.JDK, 0);
        RelayAddress address = new RelayAddress(LOOPBACK, LOOPBACK);
        RelayPorts ports = new RelayPorts(() -> new TurnRelay(address, Optional.empty(), 20_000, 29_999), deadlines);
        Proven owner = new Proven("alice", "realm", "alice", new MessageKey(Integrity.SHA1, new byte[16]));
        allocation = new Allocation(
                new NoClient(), owner, new Share("alice", 0), shard, new Datagram(), counts, Instant.EPOCH);
        onShard(() -> {
            allocation.relayAt(
                    ports.lease(shard, AddressFamily.IPV4, false).orElseThrow().relayed());
            return true;
        });
    }

    @AfterEach
    void end() throws Exception {
        onShard(() -> {
            allocation.end();
            return true;
        });
        shard.close();
        deadlines.close();
    }

    private <T> T onShard(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        shard.execute(task);
        return task.get(10, TimeUnit.SECONDS);
    }

    private double dropped(DropReason reason) {
        return metrics.exposition()
                .lines()
                .filter(line -> line.startsWith("sallyport_turn_dropped_total{reason=\"" + reason.label() + "\"} "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    @Test
    void endsPermissionsAfterFiveMinutes() throws Exception {
        long end = Duration.ofMinutes(5).toNanos();
        onShard(() -> {
            allocation.permit(PEER, 0);
            allocation.send(PEER, Octets.of((byte) 1), false, end - 1);
            allocation.send(PEER, Octets.of((byte) 1), false, end);
            return allocation.expire(end);
        });

        assertThat(dropped(DropReason.NO_PERMISSION)).isEqualTo(1);
        assertThat(allocation.view(end).permissions()).isZero();
        assertThat(allocation.view(end).packetsFromClient()).isEqualTo(1);
    }

    @Test
    void endsChannelsAfterTenMinutesAndFreesTheirNumber() throws Exception {
        long end = Duration.ofMinutes(10).toNanos();
        InetSocketAddress other = new InetSocketAddress(LOOPBACK, 10);
        onShard(() -> {
            assertThat(allocation.bind(CHANNEL, PEER, 0)).isEqualTo(Binding.BOUND);
            assertThat(allocation.bind(CHANNEL, other, end - 1)).isEqualTo(Binding.CONFLICT);
            allocation.channelData(channelData(), end - 1);
            allocation.channelData(channelData(), end);
            allocation.expire(end);
            assertThat(allocation.bind(CHANNEL, other, end)).isEqualTo(Binding.BOUND);
            return true;
        });

        assertThat(dropped(DropReason.NO_CHANNEL)).isEqualTo(1);
        assertThat(allocation.view(end).packetsFromClient()).isEqualTo(1);
    }

    private static Datagram channelData() {
        Datagram packet = new Datagram();
        packet.fill(new byte[] {0x40, 0x00, 0x00, 0x01, 0x7f});
        return packet;
    }

    @Test
    void endsItselfWhenItIsNotRefreshed() throws Exception {
        long end = Duration.ofMinutes(10).toNanos();
        onShard(() -> {
            allocation.refresh(Duration.ofMinutes(10), 0);
            assertThat(allocation.expire(end - 1)).isFalse();
            assertThat(allocation.expire(end)).isTrue();
            return true;
        });
    }

    /** A client that nothing can be sent to. */
    private static final class NoClient implements TurnClient {
        @Override
        public FiveTuple tuple() {
            return new FiveTuple(TurnTransport.UDP, PEER, PEER, Side.EXTERNAL, "udp");
        }

        @Override
        public @Nullable Allocation allocation() {
            return null;
        }

        @Override
        public void allocation(@Nullable Allocation allocation) {}

        @Override
        public boolean answer(byte[] message) {
            return false;
        }

        @Override
        public boolean channelData(int channel, Datagram packet) {
            return false;
        }

        @Override
        public void handOver(byte[] message, ChannelHandler handler) {}
    }
}
