package org.sallyport.service.turn.allocation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.id.Ids;
import org.sallyport.media.datagram.SocketThread;
import org.sallyport.media.socket.AddressTable;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.MediaSocket.SendOutcome;
import org.sallyport.media.socket.TransportAddress;
import org.sallyport.protocol.stun.AddressFamily;
import org.sallyport.protocol.stun.ChannelDataMessage;
import org.sallyport.protocol.stun.Octets;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunEncoder;
import org.sallyport.protocol.stun.StunEncoder.Ending;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;
import org.sallyport.protocol.stun.TransactionId;
import org.sallyport.service.turn.allocation.Quotas.Share;
import org.sallyport.service.turn.auth.Authentication.Proven;

/**
 * An allocation (RFC 8656 section 3.2): relayed addresses of a client, and the peers that may use them. Used by the thread
 * that its client came to.
 */
public final class Allocation {
    /** More peers than any call has. */
    private static final int MAX_PERMISSIONS = 256;

    private static final int MAX_CHANNELS = 256;
    /** What fits into a Data indication within one datagram. */
    private static final int LONGEST_INDICATED = 65_400;

    private final String id = Ids.timeOrdered();
    private TurnClient client;
    private Proven owner;
    private SocketThread thread;
    private final TurnMetrics metrics;
    private final Instant since;
    private final Map<AddressFamily, RelayedAddress> relayed = new EnumMap<>(AddressFamily.class);
    private final AddressTable<Permission> permissions = new AddressTable<>();
    private final ChannelTable channels = new ChannelTable();
    private final Share share;
    private final Traffic fromClient;
    private final Traffic fromPeers;
    private Datagram inHand;
    private long expiresNanos;
    /** Nothing of it expires before. */
    private long dueNanos;

    private @Nullable TransactionId request;
    private byte[] firstAnswer = new byte[0];

    /**
     * An allocation without relayed addresses.
     *
     * @param share what it may use
     * @param inHand memory of the thread for data that come in STUN messages
     * @param since for people
     */
    public Allocation(
            TurnClient client,
            Proven owner,
            Share share,
            SocketThread thread,
            Datagram inHand,
            TurnMetrics metrics,
            Instant since) {
        long nowNanos = System.nanoTime();
        this.dueNanos = nowNanos;
        this.client = client;
        this.owner = owner;
        this.share = share;
        this.fromClient = new Traffic(share.kbps(), nowNanos);
        this.fromPeers = new Traffic(share.kbps(), nowNanos);
        this.thread = thread;
        this.inHand = inHand;
        this.metrics = metrics;
        this.since = since;
    }

    public String id() {
        return id;
    }

    public TurnClient client() {
        return client;
    }

    public Proven owner() {
        return owner;
    }

    /** Is of the same owner, who proves himself by something else from now on. */
    public void owner(Proven newOwner) {
        owner = newOwner;
    }

    /** What it may use. */
    public Share share() {
        return share;
    }

    /** Relays at an address from now on. */
    public void relayAt(RelayedAddress address) {
        relayed.put(AddressFamily.of(address.advertised().getAddress()), address);
        address.begin(this, thread);
    }

    /** Whether it has a relayed address of a family. */
    public boolean hasFamily(AddressFamily family) {
        return relayed.containsKey(family);
    }

    /** The relayed address that reaches a peer, if there is one. */
    public @Nullable RelayedAddress relayTo(InetSocketAddress peer) {
        return relayed.get(AddressFamily.of(peer.getAddress()));
    }

    /** Gives up the relayed address of a family; true when it was the last. */
    public boolean giveUp(AddressFamily family) {
        RelayedAddress address = relayed.remove(family);
        if (address != null) {
            address.end(thread);
        }
        return relayed.isEmpty();
    }

    /** Whether its client may take it along: connections with peers would stay behind. */
    public boolean isMovable() {
        return relayed.values().stream().allMatch(DatagramRelay.class::isInstance);
    }

    /** Leaves its thread, by that; nothing is relayed until it settles. */
    public void leave() {
        relays().forEach(relay -> relay.leave(thread));
    }

    /**
     * Is of a client elsewhere from now on, by the thread of that.
     *
     * @param memory of that thread for data that come in STUN messages
     * @return false when a relayed address could not be taken along
     */
    public boolean settle(TurnClient newClient, SocketThread newThread, Datagram memory) {
        client = newClient;
        thread = newThread;
        inHand = memory;
        boolean isWhole = true;
        for (DatagramRelay relay : relays().toList()) {
            isWhole &= relay.settle(newThread);
        }
        return isWhole;
    }

    private Stream<DatagramRelay> relays() {
        return relayed.values().stream().filter(DatagramRelay.class::isInstance).map(DatagramRelay.class::cast);
    }

    /** Gives up all relayed addresses. */
    public void end() {
        relayed.values().forEach(address -> address.end(thread));
        relayed.clear();
    }

    /** Remembers what the request that made it was answered with. */
    public void answered(TransactionId id, byte[] answer) {
        request = id;
        firstAnswer = answer;
    }

    /** What the request that made it was answered with, if it is this one again (RFC 8656 section 7.2). */
    public byte @Nullable [] answerTo(TransactionId id) {
        return id.equals(request) ? firstAnswer.clone() : null;
    }

    public void refresh(Duration lifetime, long nowNanos) {
        expiresNanos = nowNanos + lifetime.toNanos();
        due(expiresNanos);
    }

    private void due(long nanos) {
        if (nanos - dueNanos < 0) {
            dueNanos = nanos;
        }
    }

    /** Forgets what has expired; true when the allocation itself has. Asked every second, of thousands, and soon done mostly. */
    public boolean expire(long nowNanos) {
        if (dueNanos - nowNanos > 0) {
            return false;
        }
        channels.expire(nowNanos);
        List<TransportAddress> expired = new ArrayList<>();
        permissions.forEach(permission -> {
            if (!permission.isLive(nowNanos)) {
                expired.add(permission.host());
            }
        });
        expired.forEach(permissions::remove);
        dueNanos = expiresNanos;
        permissions.forEach(permission -> due(permission.expiresNanos()));
        channels.forEach(channel -> due(channel.expiresNanos()));
        return expiresNanos - nowNanos <= 0;
    }

    /** Whether permissions for so many more hosts fit. */
    public boolean hasRoomForPermissions(int more) {
        return permissions.size() + more <= MAX_PERMISSIONS;
    }

    /** Whether a host may send to it. */
    public boolean permits(InetAddress peer, long nowNanos) {
        Permission permission = permissions.get(TransportAddress.ofHost(peer));
        return permission != null && permission.isLive(nowNanos);
    }

    /** Makes or refreshes the permission of a host. */
    public void permit(InetSocketAddress peer, long nowNanos) {
        permission(peer, nowNanos);
    }

    private Permission permission(InetSocketAddress peer, long nowNanos) {
        TransportAddress host = TransportAddress.ofHost(peer.getAddress());
        Permission permission = permissions.get(host);
        if (permission == null) {
            permission = new Permission(host);
            permissions.put(host, permission);
        }
        permission.refresh(nowNanos);
        due(permission.expiresNanos());
        return permission;
    }

    /** What became of a wish for a channel. */
    public enum Binding {
        BOUND,
        /** The number has another peer, or the peer another number (400). */
        CONFLICT,
        /** There are too many (508). */
        FULL
    }

    /**
     * Binds a channel to a peer that its relay of datagrams reaches, or refreshes it, and the permission with it (RFC 8656
     * section 12.2).
     */
    public Binding bind(int number, InetSocketAddress peerAddress, long nowNanos) {
        TransportAddress peer = TransportAddress.of(peerAddress);
        if (peer == null || !(relayTo(peerAddress) instanceof DatagramRelay from)) {
            return Binding.CONFLICT;
        }
        ChannelBinding there = channels.of(number);
        ChannelBinding ofPeer = channels.of(peer);
        if (there != ofPeer) {
            return Binding.CONFLICT;
        }
        if (there == null && (channels.size() >= MAX_CHANNELS || !hasRoomForPermissions(1))) {
            return Binding.FULL;
        }
        Permission permission = permission(peerAddress, nowNanos);
        if (there == null) {
            there = new ChannelBinding(number, peer, from, permission);
            channels.add(there);
        }
        there.refresh(nowNanos);
        due(there.expiresNanos());
        return Binding.BOUND;
    }

    /** Sends ChannelData of the client on to its peer. */
    public void channelData(Datagram packet, long nowNanos) {
        int length = ChannelDataMessage.dataLength(packet.data(), packet.length());
        if (length < 0) {
            metrics.dropped(DropReason.MALFORMED);
            return;
        }
        ChannelBinding channel = channels.of(ChannelDataMessage.channel(packet.data()));
        if (channel == null || !channel.isLive(nowNanos)) {
            metrics.dropped(DropReason.NO_CHANNEL);
            return;
        }
        if (!fromClient.admits(length, nowNanos)) {
            metrics.dropped(DropReason.OVER_BANDWIDTH);
            return;
        }
        packet.keep(ChannelDataMessage.HEADER_LENGTH, length);
        sent(channel.from().send(packet, channel.peer()), length);
    }

    /** Sends the data of a Send indication on (RFC 8656 section 11.2). */
    public void send(InetSocketAddress peerAddress, Octets data, boolean whole, long nowNanos) {
        TransportAddress peer = TransportAddress.of(peerAddress);
        if (peer == null
                || !permits(peerAddress.getAddress(), nowNanos)
                || !(relayTo(peerAddress) instanceof DatagramRelay from)) {
            metrics.dropped(DropReason.NO_PERMISSION);
            return;
        }
        if (!fromClient.admits(data.length(), nowNanos)) {
            metrics.dropped(DropReason.OVER_BANDWIDTH);
            return;
        }
        inHand.fill(data.toByteArray());
        sent(whole ? from.sendWhole(inHand, peer) : from.send(inHand, peer), data.length());
    }

    private void sent(SendOutcome outcome, int length) {
        switch (outcome) {
            case SENT -> {
                fromClient.count(length);
                metrics.relayedToPeer();
            }
            case BUFFER_FULL, REFUSED -> metrics.dropped(DropReason.SEND_REFUSED);
        }
    }

    /** Sends what a peer sent on to the client: as ChannelData where the peer has a channel, else as a Data indication. */
    void fromPeer(Datagram packet, long nowNanos) {
        int length = packet.length();
        ChannelBinding channel = channels.ofSource(packet);
        if (channel != null && !channel.isLive(nowNanos)) {
            channel = null;
        }
        // One that expired and was made anew is another object than the channel's.
        Permission permission = channel != null && channel.permission().isLive(nowNanos)
                ? channel.permission()
                : permissions.ofSourceHost(packet);
        if (permission == null || !permission.isLive(nowNanos)) {
            metrics.dropped(DropReason.FOREIGN_PEER);
            return;
        }
        if (channel == null && length > LONGEST_INDICATED) {
            metrics.dropped(DropReason.SEND_REFUSED);
        } else if (!fromPeers.admits(length, nowNanos)) {
            metrics.dropped(DropReason.OVER_BANDWIDTH);
        } else if (channel != null ? client.channelData(channel.number(), packet) : client.answer(indication(packet))) {
            fromPeers.count(length);
            metrics.relayedToClient();
        } else {
            metrics.dropped(DropReason.CLIENT_FULL);
        }
    }

    /** What the client sent on; counted wherever it passes. */
    public Traffic fromClient() {
        return fromClient;
    }

    /** What peers sent on. */
    public Traffic fromPeers() {
        return fromPeers;
    }

    private static byte[] indication(Datagram packet) {
        StunMessage indication = StunMessage.of(
                StunClass.INDICATION,
                StunMethod.DATA,
                StunAttributes.XOR_PEER_ADDRESS.of(packet.source().socketAddress()),
                StunAttributes.DATA.of(Octets.of(packet.toByteArray())));
        return StunEncoder.encode(indication, Ending.PLAIN);
    }

    /** A picture of it for people. */
    public AllocationView view(long nowNanos) {
        return new AllocationView(
                id,
                owner.user(),
                owner.realm(),
                client.tuple(),
                relayed.values().stream().map(RelayedAddress::advertised).toList(),
                since,
                Duration.ofNanos(Math.max(0, expiresNanos - nowNanos)),
                permissions.size(),
                channels.size(),
                fromClient.packets(),
                fromClient.octets(),
                fromPeers.packets(),
                fromPeers.octets());
    }
}
