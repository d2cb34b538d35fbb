package org.sallyport.service.turn.allocation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sallyport.media.socket.AddressTable;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.TransportAddress;

/** The channels of an allocation, by number and by peer; found without an object being made. */
final class ChannelTable {
    private static final int SMALLEST = 8;

    private @Nullable ChannelBinding[] byNumber = new @Nullable ChannelBinding[SMALLEST];
    private final AddressTable<ChannelBinding> byPeer = new AddressTable<>();

    int size() {
        return byPeer.size();
    }

    @Nullable
    ChannelBinding of(int number) {
        return byNumber[slotOf(number)];
    }

    @Nullable
    ChannelBinding of(TransportAddress peer) {
        return byPeer.get(peer);
    }

    @Nullable
    ChannelBinding ofSource(Datagram packet) {
        return byPeer.ofSource(packet);
    }

    /** Adds one whose number and peer are in no other. */
    void add(ChannelBinding binding) {
        byPeer.put(binding.peer(), binding);
        rehash(2 * byPeer.size() > byNumber.length ? 2 * byNumber.length : byNumber.length, binding);
    }

    void forEach(Consumer<ChannelBinding> consumer) {
        byPeer.forEach(consumer);
    }

    /** Removes those that have expired. */
    void expire(long nowNanos) {
        List<ChannelBinding> expired = new ArrayList<>();
        byPeer.forEach(binding -> {
            if (!binding.isLive(nowNanos)) {
                expired.add(binding);
            }
        });
        for (ChannelBinding binding : expired) {
            byPeer.remove(binding.peer());
            byNumber[slotOf(binding.number())] = null;
            rehash(byNumber.length, null);
        }
    }

    private int slotOf(int number) {
        int mask = byNumber.length - 1;
        int slot = number & mask;
        for (ChannelBinding there = byNumber[slot]; there != null && there.number() != number; there = byNumber[slot]) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void rehash(int capacity, @Nullable ChannelBinding added) {
        @Nullable ChannelBinding[] old = byNumber;
        byNumber = new @Nullable ChannelBinding[capacity];
        for (ChannelBinding binding : old) {
            if (binding != null) {
                byNumber[slotOf(binding.number())] = binding;
            }
        }
        if (added != null) {
            byNumber[slotOf(added.number())] = added;
        }
    }
}
