package org.sallyport.service.sip.media;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.core.calls.live.StreamSnapshot;
import org.sallyport.core.calls.live.StreamSnapshot.StreamEnd;
import org.sallyport.media.RelayedStream;
import org.sallyport.protocol.sdp.Attribute;
import org.sallyport.protocol.sdp.MediaDescription;
import org.sallyport.protocol.sdp.Rtpmap;

/** Streams as plain data, for the console and the history. */
final class StreamView {
    private static final List<Side> SIDES = List.of(Side.EXTERNAL, Side.INTERNAL);

    private StreamView() {}

    /** The stream of a place as it stands; as it was, when it is closed; nothing when there never was one. */
    static Optional<StreamSnapshot> of(MediaSlot slot) {
        RelayedStream stream = slot.stream();
        List<MediaDescription> described = SIDES.stream()
                .flatMap(side -> Optional.ofNullable(slot.parties().get(side)).stream())
                .map(PartyMedia::description)
                .toList();
        if (stream == null || described.isEmpty()) {
            return Optional.ofNullable(slot.past());
        }
        List<StreamEnd> ends =
                SIDES.stream().map(side -> end(slot, stream, side)).toList();
        MediaDescription description = described.getFirst();
        return Optional.of(new StreamSnapshot(
                slot.index(),
                description.media().media(),
                description.media().protocol(),
                content(described),
                slot.kind().encrypted(),
                ends));
    }

    /** A snapshot of a stream that is closed: the counts stay, the rate is none. */
    static StreamSnapshot atRest(StreamSnapshot last) {
        List<StreamEnd> ends = last.ends().stream()
                .map(end -> new StreamEnd(
                        end.side(),
                        end.localAddress(),
                        end.signalledAddress(),
                        end.latchedAddress(),
                        end.codec(),
                        null,
                        atRest(end.received())))
                .toList();
        return new StreamSnapshot(last.index(), last.media(), last.protocol(), last.content(), last.encrypted(), ends);
    }

    private static FlowStatistics atRest(FlowStatistics flow) {
        return new FlowStatistics(
                flow.packets(),
                flow.octets(),
                flow.lost(),
                flow.jitterMillis(),
                flow.roundTripMillis(),
                0,
                flow.discarded());
    }

    private static StreamEnd end(MediaSlot slot, RelayedStream stream, Side side) {
        PartyMedia party = slot.parties().get(side);
        return new StreamEnd(
                side,
                text(stream.local(side).bound()),
                party == null ? null : party.signalledAddress(),
                textOrNull(stream.latched(side)),
                codec(slot, side, stream.lastPayloadType(side)),
                stream.forwarding(side),
                stream.received(side));
    }

    /** Either party may say what the stream is for. */
    private static @Nullable String content(List<MediaDescription> described) {
        return Stream.of("content", "label")
                .flatMap(name -> described.stream().flatMap(description -> description.attributes(name)))
                .map(Attribute::valueOrEmpty)
                .findFirst()
                .orElse(null);
    }

    /** What a party sends is named by the receiver's payload types (RFC 3264 section 5.1), else by its own. */
    private static @Nullable String codec(MediaSlot slot, Side side, int payloadType) {
        if (!slot.kind().rtp() || payloadType < 0) {
            return null;
        }
        return codec(slot.parties().get(side.opposite()), payloadType)
                .or(() -> codec(slot.parties().get(side), payloadType))
                .orElse(null);
    }

    private static Optional<String> codec(@Nullable PartyMedia party, int payloadType) {
        return Optional.ofNullable(party)
                .flatMap(known -> known.description().rtpmap(payloadType))
                .map(Rtpmap::codec);
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static @Nullable String textOrNull(@Nullable InetSocketAddress address) {
        return address == null ? null : text(address);
    }
}
