package org.sallyport.service.turn.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sallyport.media.socket.MediaSocket;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.media.socket.TransportAddress;

final class ChannelTableTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void findsEveryChannelWhileOthersExpire() throws Exception {
        try (var poller = SocketMake.JDK.openPoller()) {
            MediaSocket socket = poller.bind(LOOPBACK, 0);
            DatagramRelay from = new DatagramRelay(socket, socket.local(), new PortPair(2, () -> {}));
            ChannelTable channels = new ChannelTable();
            for (int i = 0; i < 200; i++) {
                channels.add(binding(i, from, i % 2 == 0 ? 0 : ChannelBinding.LIFETIME_NANOS));
            }
            assertThat(channels.size()).isEqualTo(200);

            channels.expire(ChannelBinding.LIFETIME_NANOS);

            assertThat(channels.size()).isEqualTo(100);
            for (int i = 0; i < 200; i++) {
                ChannelBinding byNumber = channels.of(0x4000 + 16 * i);
                assertThat(byNumber != null).as("channel %d", i).isEqualTo(i % 2 == 1);
                assertThat(channels.of(peer(i))).isSameAs(byNumber);
            }
            poller.close(socket);
        }
    }

    /** Numbers that fall on the same places of a small table. */
    private static ChannelBinding binding(int i, DatagramRelay from, long refreshedNanos) {
        Permission permission = new Permission(TransportAddress.ofHost(LOOPBACK));
        ChannelBinding binding = new ChannelBinding(0x4000 + 16 * i, peer(i), from, permission);
        binding.refresh(refreshedNanos);
        return binding;
    }

    private static TransportAddress peer(int i) {
        return Objects.requireNonNull(TransportAddress.of(new InetSocketAddress(LOOPBACK, 1000 + i)));
    }
}
