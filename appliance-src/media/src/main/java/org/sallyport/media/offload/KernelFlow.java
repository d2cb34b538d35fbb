package org.sallyport.media.offload;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An entry of the kernel's map: which packets, and what becomes of them. */
final class KernelFlow {
    private static final int PADDED_PORT = 4;
    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;

    private final boolean ipv6;
    private final FlowKey key;
    private final byte[] rewrite;

    private KernelFlow(boolean ipv6, FlowKey key, byte[] rewrite) {
        this.ipv6 = ipv6;
        this.key = key;
        this.rewrite = rewrite;
    }

    boolean ipv6() {
        return ipv6;
    }

    FlowKey key() {
        return key;
    }

    /** Addresses and ports that its packets leave with, where to, and how their header begins. */
    byte[] rewrite() {
        return rewrite;
    }

    /** Octets of a key: device, two addresses, two ports. */
    static int keyLength(boolean ipv6) {
        return Integer.BYTES + 2 * addressLength(ipv6) + 2 * PADDED_PORT;
    }

    /** Octets of a rewrite: two addresses, both ports, device, next hop, beginning of the header. */
    static int rewriteLength(boolean ipv6) {
        return 3 * addressLength(ipv6) + 3 * Integer.BYTES;
    }

    static int addressLength(boolean ipv6) {
        return ipv6 ? IPV6_LENGTH : IPV4_LENGTH;
    }

    /**
     * The entry for one way, with the routes to both parties: packets are expected from where those to the sender go.
     */
    static KernelFlow of(FlowEnds ends, Route toSender, Route toReceiver) {
        boolean ipv6 = ends.isIpv6();
        ByteBuffer key = ByteBuffer.allocate(keyLength(ipv6));
        putDevice(key, toSender.device());
        key.put(ends.sender().getAddress().getAddress());
        key.put(ends.entry().getAddress().getAddress());
        putPort(key, ends.sender()).putShort((short) 0);
        putPort(key, ends.entry()).putShort((short) 0);
        ByteBuffer rewrite = ByteBuffer.allocate(rewriteLength(ipv6));
        rewrite.put(ends.exit().getAddress().getAddress());
        rewrite.put(ends.receiver().getAddress().getAddress());
        putPort(rewrite, ends.exit());
        putPort(rewrite, ends.receiver());
        putDevice(rewrite, toReceiver.device());
        rewrite.put(toReceiver.nextHop().getAddress());
        putHead(rewrite, ipv6, ends.dscp() << 2);
        return new KernelFlow(ipv6, new FlowKey(key.array()), rewrite.array());
    }

    /** Version and traffic class (RFC 8200 section 3), or version, header length and type of service (RFC 791 section 3.1). */
    private static void putHead(ByteBuffer out, boolean ipv6, int trafficClass) {
        out.putInt(ipv6 ? 0x6 << 28 | trafficClass << 20 : 0x45 << 24 | trafficClass << 16);
    }

    private static ByteBuffer putPort(ByteBuffer out, InetSocketAddress address) {
        return out.putShort((short) address.getPort());
    }

    /** The kernel compares devices in its own byte order. */
    private static void putDevice(ByteBuffer out, int device) {
        out.putInt(ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? device : Integer.reverseBytes(device));
    }
}
