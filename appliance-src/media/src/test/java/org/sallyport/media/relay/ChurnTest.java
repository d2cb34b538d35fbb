package org.sallyport.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.media.relay.TestRelay.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.testing.time.Eventually;

class ChurnTest {
    private static final int THREADS = 8;
    private static final int STREAMS_EACH = 60;

    @ParameterizedTest
    @EnumSource(SocketMake.class)
    void manyStreamsOpenedAndClosedAtOnceUnderTrafficLeaveNothingBehind(SocketMake make) throws Exception {
        try (TestRelay relay = new TestRelay(
                        make, TestRelay.settings("127.1.0.1", "127.2.0.1", 400, Duration.ZERO, TestRelay.LONG_WINDOW));
                ExecutorService signalling = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                calls.add(signalling.submit(() -> callAgainAndAgain(relay)));
            }
            for (Future<Integer> call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo(STREAMS_EACH);
            }
            Eventually.until("all closed", () -> relay.liveObjects.counts().getOrDefault("media-stream", 1L) == 0);
            for (String side : new String[] {"external", "internal"}) {
                String ports = "sallyport_media_ports{side=\"" + side + "\",transport=\"";
                assertThat(relay.metric(ports + "udp\",state=\"in_use\"}")).isZero();
                Eventually.until("closed", () -> relay.metric(ports + "tcp\",state=\"in_use\"}") == 0);
            }
            assertThat(relay.alarms.active()).isEmpty();
        }
    }

    private static int callAgainAndAgain(TestRelay relay) throws Exception {
        int heard = 0;
        try (Party outside = Party.at("127.1.0.2");
                Party inside = Party.at("127.2.0.2")) {
            for (int i = 0; i < STREAMS_EACH; i++) {
                RelayedStream floor = relay.engine.openConnections(CallId.random(), 1, MediaClass.OTHER);
                try (RelayedStream stream = relay.open()) {
                    stream.remote(Side.EXTERNAL, media(outside.address(), null));
                    stream.remote(Side.INTERNAL, media(inside.address(), null));
                    outside.sendRtp(i, stream.local(Side.EXTERNAL).bound());
                    heard += inside.receiveSequence() == i ? 1 : 0;
                    outside.sendRtp(i, stream.local(Side.INTERNAL).bound());
                }
                floor.close();
            }
        }
        return heard;
    }

    @ParameterizedTest
    @EnumSource(SocketMake.class)
    void closingTheRelayEndsItsStreams(SocketMake make) throws Exception {
        try (TestRelay relay = new TestRelay(make)) {
            RelayedStream datagrams = relay.open();
            relay.engine.openConnections(CallId.random(), 1, MediaClass.OTHER);
            relay.engine.close();
            datagrams.close();
            assertThat(relay.liveObjects.counts()).containsEntry("media-stream", 0L);
            try (Party successor = Party.at(datagrams.local(Side.EXTERNAL).bound())) {
                assertThat(successor.address())
                        .isEqualTo(datagrams.local(Side.EXTERNAL).bound());
            }
        }
    }
}
