package org.sallyport.media.offload;

import org.sallyport.media.netlink.MessageWriter;

/**
 * What the kernel does with a packet that comes in from a device: one that looks like RTP is sought in the map, rewritten
 * and sent to the next hop. All else, RTCP, STUN, DTLS, fragments, IP options and padded RTP among it, goes its usual way to
 * the relay, as does what comes from anybody but the party.
 *
 * <p>Written as expressions of nf_tables rather than in nft's language, which cannot take several fields from one look-up.
 * A register has 4 octets; numbers from 8 on. Not before {@code lookup} has matched is anything changed.
 */
final class FlowProgram {
    private static final int EXPRESSION = 1;
    private static final int EXPRESSION_NAME = 1;
    private static final int EXPRESSION_DATA = 2;
    private static final int VALUE = 1;

    private static final int META_DEVICE = 4;
    private static final int META_PROTOCOL = 1;
    private static final int META_TRANSPORT = 16;

    private static final int NETWORK = 1;
    private static final int TRANSPORT = 2;
    private static final int EQUAL = 0;
    private static final int NOT_EQUAL = 1;
    private static final int AT_LEAST = 5;

    private static final int JUMP = -3;
    private static final int FIRST = 8;
    private static final int UDP = 17;
    /** Forwarding takes one off. */
    private static final int HOPS = 64 + 1;

    private static final int SMALLEST_RTP = 8 + 12;
    private static final int FAMILY_IPV4 = 2;
    private static final int FAMILY_IPV6 = 10;

    private final MessageWriter out;
    private final boolean ipv6;

    FlowProgram(MessageWriter out, boolean ipv6) {
        this.out = out;
        this.ipv6 = ipv6;
    }

    /** Writes the expressions of the rule. */
    void write(String map, int mapId) {
        meta(META_TRANSPORT, FIRST);
        compare(FIRST, EQUAL, UDP);
        meta(META_PROTOCOL, FIRST);
        if (ipv6) {
            compare(FIRST, EQUAL, 0x86, 0xdd);
            plainIpv6();
        } else {
            compare(FIRST, EQUAL, 0x08, 0x00);
            plainIpv4();
        }
        plainRtp();
        find(map, mapId);
        rewrite();
    }

    /** Writes the one expression that leads to a chain and back. */
    static void jump(MessageWriter out, String chain) {
        new FlowProgram(out, false).expression("immediate", () -> {
            out.number(1, 0);
            out.nested(
                    2,
                    () -> out.nested(2, () -> {
                        out.number(1, JUMP);
                        out.text(2, chain);
                    }));
        });
    }

    /** Neither options nor fragment: version and header length, flags and fragment offset (RFC 791 section 3.1). */
    private void plainIpv4() {
        load(NETWORK, 0, 1, FIRST);
        compare(FIRST, EQUAL, 0x45);
        load(NETWORK, 6, 2, FIRST);
        mask(FIRST, 0x3f, 0xff);
        compare(FIRST, EQUAL, 0, 0);
    }

    /** No extension header: UDP follows at once (RFC 8200 section 3). */
    private void plainIpv6() {
        load(NETWORK, 6, 1, FIRST);
        compare(FIRST, EQUAL, UDP);
    }

    /**
     * Version 2, no padding, no contributing sources, and a second octet that is not RTCP's (RFC 5761 section 4). And it has
     * a checksum: of none the kernel would make a wrong one.
     */
    private void plainRtp() {
        load(TRANSPORT, 4, 2, FIRST);
        compare(FIRST, AT_LEAST, 0, SMALLEST_RTP);
        load(TRANSPORT, 6, 2, FIRST);
        compare(FIRST, NOT_EQUAL, 0, 0);
        load(TRANSPORT, 8, 1, FIRST);
        mask(FIRST, 0xef);
        compare(FIRST, EQUAL, 0x80);
        load(TRANSPORT, 9, 1, FIRST);
        mask(FIRST, 0xe0);
        compare(FIRST, NOT_EQUAL, 0xc0);
    }

    /** The key as {@link KernelFlow} has it; what is found takes its place in the registers. */
    private void find(String map, int mapId) {
        int address = KernelFlow.addressLength(ipv6);
        int source = ipv6 ? 8 : 12;
        int ports = FIRST + 1 + 2 * address / Integer.BYTES;
        meta(META_DEVICE, FIRST);
        load(NETWORK, source, address, FIRST + 1);
        load(NETWORK, source + address, address, FIRST + 1 + address / Integer.BYTES);
        load(TRANSPORT, 0, 2, ports);
        load(TRANSPORT, 2, 2, ports + 1);
        expression("lookup", () -> {
            out.text(1, map);
            out.number(2, FIRST);
            out.number(3, FIRST);
            out.number(4, mapId);
        });
    }

    private void rewrite() {
        int addresses = 2 * KernelFlow.addressLength(ipv6);
        int ports = FIRST + addresses / Integer.BYTES;
        int device = ports + 1;
        int nextHop = device + 1;
        int head = nextHop + KernelFlow.addressLength(ipv6) / Integer.BYTES;
        int spare = head + 1;
        if (ipv6) {
            store(head, NETWORK, 0, 4, false, 0);
            immediate(spare, UDP, HOPS);
            store(spare, NETWORK, 6, 2, false, 0);
            storeAddresses(8, addresses, false);
        } else {
            store(head, NETWORK, 0, 2, true, 10);
            immediate(spare, HOPS, UDP);
            store(spare, NETWORK, 8, 2, true, 10);
            storeAddresses(12, addresses, true);
        }
        store(ports, TRANSPORT, 0, 4, true, 6);
        expression("fwd", () -> {
            out.number(1, device);
            out.number(2, nextHop);
            out.number(3, ipv6 ? FAMILY_IPV6 : FAMILY_IPV4);
        });
    }

    /** Both at once; the checksum of UDP covers them too (RFC 768), that of IPv4 if there is one. */
    private void storeAddresses(int offset, int length, boolean headerChecksum) {
        expression("payload", () -> {
            out.number(5, FIRST);
            out.number(2, NETWORK);
            out.number(3, offset);
            out.number(4, length);
            out.number(6, headerChecksum ? 1 : 0);
            out.number(7, headerChecksum ? 10 : 0);
            out.number(8, 1);
        });
    }

    private void store(int register, int base, int offset, int length, boolean checksum, int checksumOffset) {
        expression("payload", () -> {
            out.number(5, register);
            out.number(2, base);
            out.number(3, offset);
            out.number(4, length);
            out.number(6, checksum ? 1 : 0);
            out.number(7, checksumOffset);
        });
    }

    private void load(int base, int offset, int length, int register) {
        expression("payload", () -> {
            out.number(1, register);
            out.number(2, base);
            out.number(3, offset);
            out.number(4, length);
        });
    }

    private void meta(int key, int register) {
        expression("meta", () -> {
            out.number(1, register);
            out.number(2, key);
        });
    }

    private void compare(int register, int operator, int... octets) {
        expression("cmp", () -> {
            out.number(1, register);
            out.number(2, operator);
            out.nested(3, () -> out.octets(VALUE, bytes(octets)));
        });
    }

    private void mask(int register, int... octets) {
        expression("bitwise", () -> {
            out.number(1, register);
            out.number(2, register);
            out.number(3, octets.length);
            out.nested(4, () -> out.octets(VALUE, bytes(octets)));
            out.nested(5, () -> out.octets(VALUE, new byte[octets.length]));
        });
    }

    private void immediate(int register, int... octets) {
        expression("immediate", () -> {
            out.number(1, register);
            out.nested(2, () -> out.octets(VALUE, bytes(octets)));
        });
    }

    private void expression(String name, Runnable attributes) {
        out.nested(EXPRESSION, () -> {
            out.text(EXPRESSION_NAME, name);
            out.nested(EXPRESSION_DATA, attributes);
        });
    }

    private static byte[] bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }
}
