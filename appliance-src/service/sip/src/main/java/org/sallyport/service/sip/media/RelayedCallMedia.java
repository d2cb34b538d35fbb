package org.sallyport.service.sip.media;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.StreamSnapshot;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.media.MediaRelay;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.media.RelayedStream;
import org.sallyport.protocol.sdp.MediaDescription;
import org.sallyport.protocol.sdp.SdpResult.Malformed;
import org.sallyport.protocol.sdp.SdpResult.Parsed;
import org.sallyport.protocol.sdp.SessionDescription;

/**
 * The media of one call over {@link MediaRelay}: a stream an m-line, found again by its place.
 *
 * <p>An offer opens streams for new m-lines and takes effect on those that flow already only with its answer, so that a
 * refused one leaves no trace (RFC 3264 section 8, RFC 6337 section 3.4). The answer closes what was declined or disabled.
 *
 * <p>The roles of TCP streams (RFC 4145) pass from end to end: what one party calls active arrives as active at the other,
 * which answers passive and listens; the active one connects to our port on its side, and the relay then connects onward
 * to the passive one. An actpass offer leaves the choice to the answer in the same way.
 *
 * <p>RTCP on the port of RTP (RFC 5761) is agreed between the parties; until the answer accepts it, and if it does not,
 * RTCP has the next port on both sides.
 */
public final class RelayedCallMedia implements CallMedia {
    private final CallId call;
    private final MediaRelay relay;
    private final Settings settings;
    private final NamedHosts names;
    private final InsideHosts inside;
    private final Map<Side, LegDescription> legs = new EnumMap<>(Side.class);
    private volatile NegotiatedMedia current = NegotiatedMedia.NONE;
    private volatile @Nullable OpenOffer open;

    /**
     * The media of a call that has no streams yet.
     *
     * @param settings those in force; they hold for the whole call
     */
    RelayedCallMedia(CallId call, MediaRelay relay, Settings settings, NamedHosts names) {
        this.call = call;
        this.relay = relay;
        this.settings = settings;
        this.names = names;
        this.inside = HiddenHosts.of(settings);
        legs.put(Side.EXTERNAL, new LegDescription());
        legs.put(Side.INTERNAL, new LegDescription());
    }

    @Override
    public byte[] relay(Side from, InetAddress source, Role role, byte[] description)
            throws PortsExhaustedException, UnusableDescriptionException {
        SessionDescription stated = switch (SessionDescription.parse(description)) {
            case Parsed(SessionDescription read) -> read;
            case Malformed(int line, String reason) ->
                throw UnusableDescriptionException.malformed(
                        line == 0 ? "the description is " + reason : "line " + line + ": " + reason);
        };
        SessionDescription parsed = settings.capacity()
                .maxCallBandwidthKbps()
                .map(most -> SessionBandwidth.limited(stated, most))
                .orElse(stated);
        SessionDescription located =
                names.located(parsed, settings.media().range(from).address());
        NegotiatedMedia outcome = switch (role) {
            case OFFER -> offer(from, source, located);
            case EARLY_ANSWER -> answer(from, source, located, false);
            case ANSWER -> answer(from, source, located, true);
        };
        return written(parsed, from, source, outcome);
    }

    @Override
    public void expect(Side side, InetAddress host) {
        OpenOffer offer = open;
        if (offer != null && offer.from() != side) {
            offer.media().slots().forEach(slot -> slot.expect(side, host));
        }
    }

    @Override
    public void rollback() {
        OpenOffer refused = open;
        if (refused != null) {
            open = null;
            closeAllBut(refused.media(), current);
            if (refused.applied()) {
                current.slots().forEach(MediaSlot::apply);
            }
        }
    }

    @Override
    public List<StreamSnapshot> streams() {
        return latest().slots().stream()
                .flatMap(slot -> StreamView.of(slot).stream())
                .toList();
    }

    @Override
    public boolean heldBy(Side side) {
        return current.heldBy(side);
    }

    @Override
    public int bandwidthKbps() {
        return latest().bandwidthKbps();
    }

    @Override
    public Duration silence() {
        List<MediaSlot> slots = current.slots();
        if (slots.stream().noneMatch(MediaSlot::isFlowing)) {
            return Duration.ZERO;
        }
        return slots.stream()
                .flatMap(slot -> slot.silence().stream())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        NegotiatedMedia last = latest();
        closeAllBut(current, last);
        open = null;
        current =
                new NegotiatedMedia(last.slots().stream().map(MediaSlot::closed).toList(), last.kbps());
    }

    private NegotiatedMedia offer(Side from, InetAddress source, SessionDescription offer)
            throws PortsExhaustedException {
        settleEarlyAnswer();
        OpenOffer before = open;
        NegotiatedMedia base = before == null ? current : before.media();
        List<MediaSlot> slots = new ArrayList<>();
        List<RelayedStream> opened = new ArrayList<>();
        try {
            for (int i = 0; i < offer.media().size(); i++) {
                MediaSlot slot = place(base, i, offer.media().get(i), opened);
                slots.add(
                        slot.stream() == null
                                ? slot
                                : slot.offered(
                                        from, PartyMedia.of(offer, offer.media().get(i), Role.OFFER, source)));
            }
        } catch (PortsExhaustedException e) {
            opened.forEach(RelayedStream::close);
            throw e;
        }
        NegotiatedMedia offered = new NegotiatedMedia(List.copyOf(slots), kbps(base, from, offer));
        open = new OpenOffer(from, offered, false);
        if (before != null) {
            closeAllBut(before.media(), current, offered);
        }
        slots.stream().filter(slot -> opened.contains(slot.stream())).forEach(MediaSlot::apply);
        return offered;
    }

    /** A new offer shows that an answer in a reliable provisional response was the last one (RFC 3262 section 5). */
    private void settleEarlyAnswer() {
        OpenOffer exchange = open;
        if (exchange != null && exchange.applied()) {
            settle(exchange, exchange.media(), true);
        }
    }

    /** The slot for an m-line of an offer: the one that is there if it can carry it, else a new one. */
    private MediaSlot place(NegotiatedMedia base, int index, MediaDescription part, List<RelayedStream> opened)
            throws PortsExhaustedException {
        MediaKind kind = MediaKind.of(part.media());
        MediaSlot existing = index < base.slots().size() ? base.slots().get(index) : null;
        if (part.media().port() == 0) {
            return MediaSlot.disabled(index, kind, existing == null ? null : existing.atRest());
        }
        if (existing != null && existing.stream() != null && existing.kind().sameTransport(kind)) {
            return new MediaSlot(
                    index, kind, existing.stream(), existing.parties(), existing.holding(), existing.past());
        }
        RelayedStream stream = kind.connections()
                ? relay.openConnections(call, index, kind.media())
                : relay.openDatagrams(call, index, kind.media());
        opened.add(stream);
        return new MediaSlot(index, kind, stream, Map.of(), Set.of(), null);
    }

    private NegotiatedMedia answer(Side from, InetAddress source, SessionDescription answer, boolean last)
            throws UnusableDescriptionException {
        OpenOffer exchange = open;
        if (exchange != null && exchange.from() == from) {
            throw UnusableDescriptionException.malformed("the description answers the sender's own offer");
        }
        NegotiatedMedia base = exchange == null ? current : exchange.media();
        if (answer.media().size() > base.slots().size()) {
            throw UnusableDescriptionException.malformed(
                    "the answer has " + answer.media().size() + " m-lines, the offer had "
                            + base.slots().size());
        }
        List<MediaSlot> slots = new ArrayList<>();
        for (MediaSlot slot : base.slots()) {
            slots.add(answered(slot, from, source, answer, last));
        }
        NegotiatedMedia agreed = new NegotiatedMedia(List.copyOf(slots), kbps(base, from, answer));
        settle(exchange, agreed, last);
        slots.forEach(MediaSlot::apply);
        return agreed;
    }

    private static MediaSlot answered(
            MediaSlot slot, Side from, InetAddress source, SessionDescription answer, boolean last) {
        boolean accepted = slot.index() < answer.media().size()
                && answer.media().get(slot.index()).media().port() != 0;
        if (slot.stream() == null || (!accepted && !last)) {
            return slot;
        }
        if (!accepted) {
            return MediaSlot.disabled(slot.index(), slot.kind(), slot.atRest());
        }
        MediaDescription part = answer.media().get(slot.index());
        return slot.answered(from, PartyMedia.of(answer, part, Role.ANSWER, source));
    }

    private void settle(@Nullable OpenOffer exchange, NegotiatedMedia agreed, boolean last) {
        if (exchange != null && !last) {
            open = new OpenOffer(exchange.from(), agreed, true);
            return;
        }
        NegotiatedMedia before = current;
        current = agreed;
        open = null;
        closeAllBut(before, agreed);
        if (exchange != null) {
            closeAllBut(exchange.media(), agreed, before);
        }
    }

    private byte[] written(SessionDescription description, Side from, InetAddress source, NegotiatedMedia media) {
        Side to = from.opposite();
        String host = settings.media().range(to).advertisedHost();
        InsideHosts hidden = to == Side.EXTERNAL ? inside.and(HiddenHosts.in(description, source)) : null;
        DescriptionRewriter rewriter = new DescriptionRewriter(host, hidden);
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < description.media().size(); i++) {
            boolean inUse = description.media().get(i).media().port() != 0;
            ports.add(inUse ? media.slots().get(i).port(to) : 0);
        }
        LegDescription leg = Objects.requireNonNull(legs.get(to));
        return leg.bytes(rewriter.rewrite(description, ports), rewriter.username(description), host);
    }

    private NegotiatedMedia latest() {
        OpenOffer exchange = open;
        return exchange == null ? current : exchange.media();
    }

    /** Closes the streams of one outcome that none of the others has. */
    private static void closeAllBut(NegotiatedMedia closing, NegotiatedMedia... kept) {
        for (MediaSlot slot : closing.slots()) {
            boolean used = Arrays.stream(kept)
                    .flatMap(media -> media.slots().stream())
                    .anyMatch(other -> Objects.equals(other.stream(), slot.stream()));
            Optional.ofNullable(slot.stream()).filter(_ -> !used).ifPresent(RelayedStream::close);
        }
    }

    private static Map<Side, Integer> kbps(NegotiatedMedia base, Side from, SessionDescription description) {
        Map<Side, Integer> kbps = new EnumMap<>(Side.class);
        kbps.putAll(base.kbps());
        kbps.put(from, SessionBandwidth.kbps(description));
        return Map.copyOf(kbps);
    }

    /**
     * An offer without its last answer.
     *
     * @param applied whether an early answer took effect
     */
    private record OpenOffer(Side from, NegotiatedMedia media, boolean applied) {}
}
