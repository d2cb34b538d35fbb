package org.sallyport.media.socket;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by address, found by the source of a datagram without an object being made. Linear probing at most half full; used
 * by one thread.
 */
public final class AddressTable<V> {
    private static final int SMALLEST = 8;

    private @Nullable TransportAddress[] keys = new @Nullable TransportAddress[SMALLEST];
    private @Nullable Object[] values = new @Nullable Object[SMALLEST];
    private int size;

    public int size() {
        return size;
    }

    /** The value of the address and port that a datagram came from. */
    public @Nullable V ofSource(Datagram datagram) {
        int mask = keys.length - 1;
        int slot = datagram.sourceHash() & mask;
        for (TransportAddress key = keys[slot]; key != null; key = keys[slot]) {
            if (datagram.isFrom(key)) {
                return value(slot);
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    /** The value of the host that a datagram came from, where keys are hosts alone ({@link TransportAddress#ofHost}). */
    public @Nullable V ofSourceHost(Datagram datagram) {
        int mask = keys.length - 1;
        int slot = datagram.sourceHostHash() & mask;
        for (TransportAddress key = keys[slot]; key != null; key = keys[slot]) {
            if (datagram.isFromHostOf(key)) {
                return value(slot);
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    public @Nullable V get(TransportAddress address) {
        int slot = slotOf(address);
        return keys[slot] == null ? null : value(slot);
    }

    /** Sets the value of an address, in the place of another one. */
    public void put(TransportAddress address, V value) {
        int slot = slotOf(address);
        if (keys[slot] == null) {
            size++;
        }
        keys[slot] = address;
        values[slot] = value;
        if (2 * size > keys.length) {
            rehash(keys.length * 2);
        }
    }

    /** Removes an address; nothing happens when it is not there. */
    public void remove(TransportAddress address) {
        int slot = slotOf(address);
        if (keys[slot] != null) {
            size--;
            close(slot);
        }
    }

    /** Empties a slot, into which moves up what would not be found behind the gap. */
    private void close(int emptied) {
        int mask = keys.length - 1;
        int gap = emptied;
        int slot = gap;
        for (TransportAddress key = keys[slot]; key != null; key = keys[slot]) {
            boolean isPastGap = ((slot - key.hashCode()) & mask) >= ((slot - gap) & mask);
            if (slot != gap && isPastGap) {
                keys[gap] = key;
                values[gap] = values[slot];
                gap = slot;
            }
            slot = (slot + 1) & mask;
        }
        keys[gap] = null;
        values[gap] = null;
    }

    /** Gives each value to a consumer that does not change the table. */
    @SuppressWarnings("unchecked")
    public void forEach(Consumer<V> consumer) {
        for (Object value : values) {
            if (value != null) {
                consumer.accept((V) value);
            }
        }
    }

    private int slotOf(TransportAddress address) {
        int mask = keys.length - 1;
        int slot = address.hashCode() & mask;
        while (keys[slot] != null && !address.equals(keys[slot])) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void rehash(int capacity) {
        @Nullable TransportAddress[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new @Nullable TransportAddress[capacity];
        values = new @Nullable Object[capacity];
        for (int i = 0; i < oldKeys.length; i++) {
            TransportAddress key = oldKeys[i];
            if (key != null) {
                int slot = slotOf(key);
                keys[slot] = key;
                values[slot] = oldValues[i];
            }
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable V value(int slot) {
        return (V) values[slot];
    }
}
