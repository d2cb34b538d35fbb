package org.sallyport.service.sip.media;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.StreamSnapshot;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.protocol.sdp.Direction;

/**
 * The m-line at one place of the call's descriptions, and the stream behind it. Immutable; the stream is not.
 *
 * @param stream null while the m-line is declined or disabled
 * @param parties what each party last said of it
 * @param holding the parties that take no media by their own will
 * @param past how a stream here was when it was closed
 */
record MediaSlot(
        int index,
        MediaKind kind,
        @Nullable RelayedStream stream,
        Map<Side, PartyMedia> parties,
        Set<Side> holding,
        @Nullable StreamSnapshot past) {

    /** A place that carries nothing now. */
    static MediaSlot disabled(int index, MediaKind kind, @Nullable StreamSnapshot past) {
        return new MediaSlot(index, kind, null, Map.of(), Set.of(), past);
    }

    MediaSlot offered(Side from, PartyMedia party) {
        boolean holds = party.isUnspecified() || !party.direction().receives();
        return with(from, party, holds);
    }

    /** An answer may only follow the direction that the offer leaves it (RFC 3264 section 6.1): that is no hold. */
    MediaSlot answered(Side from, PartyMedia party) {
        PartyMedia offerer = parties.get(from.opposite());
        boolean free = offerer == null || offerer.direction() == Direction.SENDRECV;
        boolean silent = !party.direction().receives();
        boolean holds = party.isUnspecified() || (silent && (free || holding.contains(from)));
        return with(from, party, holds);
    }

    private MediaSlot with(Side from, PartyMedia party, boolean holds) {
        Map<Side, PartyMedia> newParties = new EnumMap<>(Side.class);
        newParties.putAll(parties);
        newParties.put(from, party);
        Set<Side> newHolding = EnumSet.noneOf(Side.class);
        newHolding.addAll(holding);
        if (holds) {
            newHolding.add(from);
        } else {
            newHolding.remove(from);
        }
        return new MediaSlot(index, kind, stream, Map.copyOf(newParties), Set.copyOf(newHolding), past);
    }

    /** Tells the relay what the parties said. */
    void apply() {
        if (stream != null) {
            parties.forEach((side, party) -> stream.remote(side, party.remote(isMuxed())));
        }
    }

    /** Has media of a side that has said nothing yet taken from a host. */
    void expect(Side side, InetAddress host) {
        PartyMedia offerer = parties.get(side.opposite());
        if (stream != null && !kind.connections() && offerer != null && !parties.containsKey(side)) {
            int clockRate = offerer.remote(false).clockRate();
            stream.remote(side, new RemoteMedia(null, null, clockRate, false, null, host));
        }
    }

    /** Our port that the party of a side is told; 0 while the place carries nothing. */
    int port(Side side) {
        return stream == null ? 0 : stream.local(side).advertisedPort();
    }

    /** Whether media of people flows here, or would but for a hold. */
    boolean carriesMedia() {
        return stream != null && kind.rtp();
    }

    /** Whether packets are to be expected. */
    boolean isFlowing() {
        return carriesMedia()
                && holding.isEmpty()
                && parties.values().stream().noneMatch(party -> party.direction() == Direction.INACTIVE);
    }

    Optional<Duration> silence() {
        return Optional.ofNullable(stream).map(RelayedStream::silence);
    }

    /** The place after its stream was closed. */
    MediaSlot closed() {
        if (stream == null) {
            return this;
        }
        stream.close();
        return disabled(index, kind, atRest());
    }

    /** What will be left to show when the stream is closed. */
    @Nullable
    StreamSnapshot atRest() {
        return StreamView.of(this).map(StreamView::atRest).orElse(null);
    }

    private boolean isMuxed() {
        return parties.size() == 2 && parties.values().stream().allMatch(PartyMedia::muxes);
    }
}
