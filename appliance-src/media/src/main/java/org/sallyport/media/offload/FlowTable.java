package org.sallyport.media.offload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sallyport.media.netlink.Message;
import org.sallyport.media.netlink.MessageWriter;
import org.sallyport.media.socket.NetlinkSocket;

/**
 * Our table in the kernel: one map a family, one program a family, and a hook on each device that media come in from. What
 * is sent together takes effect together or not at all. Used by one thread.
 *
 * <p>Where the kernel knows it (Linux 6.9), the table belongs to our socket, so that neither another director nor a flush of
 * the packet filter takes it away, and outlives it. An entry that is not renewed goes by itself after {@link #LIFETIME_MILLIS}:
 * what a director leaves behind that never comes back.
 */
final class FlowTable implements AutoCloseable {
    /** Name of the table, of family netdev. */
    static final String NAME = "sallyport-media";

    /** How long an entry lasts; nothing may stay in the kernel longer without being entered anew. */
    static final long LIFETIME_MILLIS = 90_000;

    private static final int CAPACITY = 65_536;
    private static final int WRITER_CAPACITY = 1 << 18;

    private static final int NEW_TABLE = 0;
    private static final int DELETE_TABLE = 2;
    private static final int NEW_CHAIN = 3;
    private static final int DELETE_CHAIN = 5;
    private static final int NEW_RULE = 6;
    private static final int NEW_SET = 9;
    private static final int NEW_ELEMENT = 12;
    private static final int GET_ELEMENT = 13;
    private static final int DELETE_ELEMENT = 14;

    private static final int TABLE_OWNED = 2;
    private static final int TABLE_PERSISTENT = 4;
    private static final int SET_MAP = 8;
    private static final int SET_TIMEOUT = 0x10;
    private static final int NO_SUCH = 2;
    private static final int UNKNOWN_FLAG = 95;
    private static final int INVALID = 22;

    private static final String PROGRAM = "forward";
    private static final int LIST_ELEMENT = 1;
    private static final int ELEMENT_KEY = 1;
    private static final int ELEMENT_DATA = 2;
    private static final int ELEMENT_EXPRESSION = 7;
    private static final int VALUE = 1;
    private static final int EXPRESSION_NAME = 1;
    private static final int EXPRESSION_DATA = 2;
    private static final int COUNTER_OCTETS = 1;
    private static final int COUNTER_PACKETS = 2;

    private final NetlinkSocket socket;
    private final MessageWriter writer = new MessageWriter(WRITER_CAPACITY);
    private final Batch batch;
    private final Set<Integer> hooked = new HashSet<>();

    private FlowTable(NetlinkSocket socket) {
        this.socket = socket;
        this.batch = new Batch(socket, writer);
    }

    /**
     * Makes the table anew; what another director left in it is gone, for no call of ours stands behind it.
     *
     * @throws KernelRefusal when the right is missing, or the kernel lacks a part
     * @throws IOException when the kernel cannot be asked
     */
    static FlowTable open() throws IOException {
        NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETFILTER);
        try {
            FlowTable table = new FlowTable(socket);
            table.removeOld();
            table.make();
            return table;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void removeOld() throws IOException {
        try {
            batch.run(this::deleteTable);
        } catch (KernelRefusal e) {
            if (e.error() != NO_SUCH) {
                throw e;
            }
        }
    }

    private void make() throws IOException {
        try {
            make(TABLE_OWNED | TABLE_PERSISTENT);
        } catch (KernelRefusal e) {
            if (e.error() != UNKNOWN_FLAG && e.error() != INVALID) {
                throw e;
            }
            make(0);
        }
    }

    /** A hook on the loopback device comes and goes with it: it shows whether hooks of devices are to be had. */
    private void make(int tableFlags) throws IOException {
        batch.run(() -> {
            batch.message(NEW_TABLE, Batch.CREATE, () -> {
                writer.text(1, NAME);
                writer.number(2, tableFlags);
            });
            map(false);
            map(true);
            chain(PROGRAM, () -> {});
            rule(false);
            rule(true);
            hook(1, "lo");
            batch.message(DELETE_CHAIN, 0, () -> {
                writer.text(1, NAME);
                writer.text(3, hookName(1));
            });
        });
    }

    private void deleteTable() {
        batch.message(DELETE_TABLE, 0, () -> writer.text(1, NAME));
    }

    private void map(boolean ipv6) {
        int address = ipv6 ? NftType.IPV6_ADDRESS : NftType.IPV4_ADDRESS;
        batch.message(NEW_SET, Batch.CREATE, () -> {
            writer.text(1, NAME);
            writer.text(2, mapName(ipv6));
            writer.number(3, SET_MAP | SET_TIMEOUT);
            writer.number(4, NftType.of(NftType.DEVICE, address, address, NftType.PORT, NftType.PORT));
            writer.number(5, KernelFlow.keyLength(ipv6));
            // five fields is what nft shows; the sixth, the beginning of the header, has no type
            writer.number(6, NftType.of(address, address, NftType.NUMBER, NftType.DEVICE, address));
            writer.number(7, KernelFlow.rewriteLength(ipv6));
            writer.nested(9, () -> writer.number(1, CAPACITY));
            writer.number(10, mapId(ipv6));
            writer.number(11, LIFETIME_MILLIS);
            writer.nested(17, () -> {
                writer.text(EXPRESSION_NAME, "counter");
                writer.nested(EXPRESSION_DATA, () -> {});
            });
        });
    }

    private void chain(String name, Runnable more) {
        batch.message(NEW_CHAIN, Batch.CREATE, () -> {
            writer.text(1, NAME);
            writer.text(3, name);
            more.run();
        });
    }

    private void rule(boolean ipv6) {
        batch.message(NEW_RULE, Batch.CREATE | Batch.APPEND, () -> {
            writer.text(1, NAME);
            writer.text(2, PROGRAM);
            writer.nested(4, () -> new FlowProgram(writer, ipv6).write(mapName(ipv6), mapId(ipv6)));
        });
    }

    /** A chain at the ingress of a device that goes through the program. */
    private void hook(int device, String deviceName) {
        chain(hookName(device), () -> {
            writer.nested(4, () -> {
                writer.number(1, 0);
                writer.number(2, 0);
                writer.text(3, deviceName);
            });
            writer.text(7, "filter");
        });
        batch.message(NEW_RULE, Batch.CREATE | Batch.APPEND, () -> {
            writer.text(1, NAME);
            writer.text(2, hookName(device));
            writer.nested(4, () -> FlowProgram.jump(writer, PROGRAM));
        });
    }

    /** Lets the program see what comes in from a device. */
    void watch(int device, String deviceName) throws IOException {
        if (!hooked.contains(device)) {
            batch.run(() -> hook(device, deviceName));
            hooked.add(device);
        }
    }

    /** Enters flows, all or none; at most {@link Batch#LARGEST}. */
    void add(List<KernelFlow> flows) throws IOException {
        batch.run(() -> flows.forEach(flow -> element(NEW_ELEMENT, Batch.CREATE, flow, true)));
    }

    /** Takes flows out, all or none, and tells what each forwarded; at most {@link Batch#LARGEST}. */
    Map<FlowKey, FlowCount> remove(Collection<KernelFlow> flows) throws IOException {
        Map<FlowKey, FlowCount> counts = new HashMap<>();
        batch.run(() -> flows.forEach(flow -> element(DELETE_ELEMENT, Batch.ECHO, flow, false)))
                .forEach(message -> readCounts(message, counts));
        return counts;
    }

    private void element(int type, int flags, KernelFlow flow, boolean withData) {
        batch.message(type, flags, () -> {
            writer.text(1, NAME);
            writer.text(2, mapName(flow.ipv6()));
            writer.nested(
                    3,
                    () -> writer.nested(LIST_ELEMENT, () -> {
                        writer.nested(
                                ELEMENT_KEY,
                                () -> writer.octets(VALUE, flow.key().octets()));
                        if (withData) {
                            writer.nested(ELEMENT_DATA, () -> writer.octets(VALUE, flow.rewrite()));
                        }
                    }));
        });
    }

    /** What all flows in the kernel have forwarded since they were entered. */
    Map<FlowKey, FlowCount> counts() throws IOException {
        Map<FlowKey, FlowCount> counts = new HashMap<>();
        for (boolean ipv6 : new boolean[] {false, true}) {
            batch.list(GET_ELEMENT, () -> {
                        writer.text(1, NAME);
                        writer.text(2, mapName(ipv6));
                    })
                    .forEach(message -> readCounts(message, counts));
        }
        return counts;
    }

    private static void readCounts(Message message, Map<FlowKey, FlowCount> into) {
        Message.attribute(message.body(), Batch.FIXED_LENGTH, 3).stream()
                .flatMap(elements -> Message.values(elements).stream())
                .forEach(element -> Message.attribute(element, 0, ELEMENT_KEY)
                        .flatMap(key -> Message.attribute(key, 0, VALUE))
                        .ifPresent(key -> into.put(FlowKey.of(key), count(element))));
    }

    private static FlowCount count(ByteBuffer element) {
        return Message.attribute(element, 0, ELEMENT_EXPRESSION)
                .flatMap(expression -> Message.attribute(expression, 0, EXPRESSION_DATA))
                .map(data -> new FlowCount(number(data, COUNTER_PACKETS), number(data, COUNTER_OCTETS)))
                .orElse(FlowCount.NONE);
    }

    private static long number(ByteBuffer in, int type) {
        return Message.attribute(in, 0, type)
                .map(value -> value.order(ByteOrder.BIG_ENDIAN).getLong(0))
                .orElse(0L);
    }

    /** Removes the table, and with it all that it forwards. */
    @Override
    public void close() throws IOException {
        try {
            batch.run(this::deleteTable);
        } finally {
            socket.close();
        }
    }

    private static String mapName(boolean ipv6) {
        return ipv6 ? "flows6" : "flows4";
    }

    private static int mapId(boolean ipv6) {
        return ipv6 ? 6 : 4;
    }

    private static String hookName(int device) {
        return "device-" + device;
    }
}
