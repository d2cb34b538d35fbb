package org.sallyport.service.sip.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.core.calls.live.Forwarding;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.media.MediaRelay;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.media.RelayedStream;

/** A relay that remembers what it was told and moves nothing. */
final class FakeRelay implements MediaRelay {
    static final int FIRST_EXTERNAL_PORT = 30_000;
    static final int FIRST_INTERNAL_PORT = 40_000;

    final List<FakeStream> opened = new ArrayList<>();
    int capacity = Integer.MAX_VALUE;
    private final MediaSettings settings;

    FakeRelay(MediaSettings settings) {
        this.settings = settings;
    }

    List<FakeStream> live() {
        return opened.stream().filter(stream -> !stream.closed).toList();
    }

    @Override
    public RelayedStream openDatagrams(CallId call, int streamIndex, MediaClass media) throws PortsExhaustedException {
        return open(false, media);
    }

    @Override
    public RelayedStream openConnections(CallId call, int streamIndex, MediaClass media)
            throws PortsExhaustedException {
        return open(true, media);
    }

    private FakeStream open(boolean connections, MediaClass media) throws PortsExhaustedException {
        if (live().size() >= capacity) {
            throw new PortsExhaustedException(Side.EXTERNAL, FIRST_EXTERNAL_PORT, FIRST_EXTERNAL_PORT);
        }
        FakeStream stream = new FakeStream(connections, media, opened.size());
        opened.add(stream);
        return stream;
    }

    @Override
    public void close() {}

    /** One stream of the fake. */
    final class FakeStream implements RelayedStream {
        final boolean connections;
        final MediaClass media;
        final Map<Side, RemoteMedia> remotes = new EnumMap<>(Side.class);
        final Map<Side, Integer> payloadTypes = new EnumMap<>(Side.class);
        Duration silence = Duration.ZERO;
        FlowStatistics received = FlowStatistics.NONE;
        boolean closed;
        private final int number;

        FakeStream(boolean connections, MediaClass media, int number) {
            this.connections = connections;
            this.media = media;
            this.number = number;
        }

        RemoteMedia told(Side side) {
            return Objects.requireNonNull(remotes.get(side), () -> "nothing was told of " + side);
        }

        @Override
        public LocalAddress local(Side side) {
            MediaSettings.MediaRange range = settings.range(side);
            int port = (side == Side.EXTERNAL ? FIRST_EXTERNAL_PORT : FIRST_INTERNAL_PORT) + 2 * number;
            InetAddress bound = range.address();
            return new LocalAddress(side, new InetSocketAddress(bound, port), range.advertisedHost(), port);
        }

        @Override
        public void remote(Side side, RemoteMedia remote) {
            remotes.put(side, remote);
        }

        @Override
        public @Nullable InetSocketAddress latched(Side side) {
            RemoteMedia remote = remotes.get(side);
            return remote == null ? null : remote.rtp();
        }

        @Override
        public FlowStatistics received(Side side) {
            return received;
        }

        @Override
        public Forwarding forwarding(Side side) {
            return Forwarding.byRelay("it is a fake");
        }

        @Override
        public int lastPayloadType(Side side) {
            return payloadTypes.getOrDefault(side, -1);
        }

        @Override
        public Duration silence() {
            return silence;
        }

        @Override
        public void close() {
            if (closed) {
                throw new IllegalStateException("closed twice");
            }
            closed = true;
        }
    }
}
