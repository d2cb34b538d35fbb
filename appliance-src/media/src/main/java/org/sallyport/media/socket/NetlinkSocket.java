package org.sallyport.media.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A socket to the kernel's own tables (netlink(7)). Used by one thread at a time. */
public final class NetlinkSocket implements AutoCloseable {
    /** Routes, devices. */
    public static final int ROUTE = 0;

    /** Netfilter, and nftables with it. */
    public static final int NETFILTER = 12;

    private static final int ADDRESS_LENGTH = 12;
    private static final int GROUPS_OFFSET = 8;
    private static final int RECEIVE_CAPACITY = 1 << 18;
    private static final int QUEUE_BYTES = 1 << 23;
    private static final int PATIENCE_SECONDS = 5;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(LinuxCalls.STATE);
    private final MemorySegment kernel = arena.allocate(ADDRESS_LENGTH, 8);
    private final MemorySegment incoming = arena.allocate(RECEIVE_CAPACITY, 8);
    private final int fd;

    private NetlinkSocket(int protocol) throws IOException {
        fd = LinuxCalls.socket(state, LinuxCalls.AF_NETLINK, LinuxCalls.SOCK_RAW_CLOEXEC, protocol);
        if (fd < 0) {
            int error = LinuxCalls.errno(state);
            arena.close();
            throw new IOException("no netlink socket, error " + error);
        }
        kernel.set(JAVA_SHORT, 0, (short) LinuxCalls.AF_NETLINK);
        option(LinuxCalls.SOL_SOCKET, LinuxCalls.SO_RCVBUFFORCE, QUEUE_BYTES);
        option(LinuxCalls.SOL_NETLINK, LinuxCalls.NETLINK_CAP_ACK, 1);
        option(LinuxCalls.SOL_NETLINK, LinuxCalls.NETLINK_EXT_ACK, 1);
        MemorySegment patience = arena.allocate(2 * JAVA_LONG.byteSize(), 8);
        patience.set(JAVA_LONG, 0, PATIENCE_SECONDS);
        LinuxCalls.setsockopt(state, fd, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_RCVTIMEO, patience);
    }

    /**
     * Opens one.
     *
     * @throws IOException when the system has no such socket, or the unit may not open one
     */
    public static NetlinkSocket open(int protocol) throws IOException {
        return new NetlinkSocket(protocol);
    }

    /**
     * Opens one that is told of changes.
     *
     * @param groups whose, as bits (RTMGRP_ of rtnetlink(7))
     * @throws IOException as {@link #open}
     */
    public static NetlinkSocket listening(int protocol, int groups) throws IOException {
        NetlinkSocket socket = open(protocol);
        MemorySegment own = socket.arena.allocate(ADDRESS_LENGTH, 8);
        own.set(JAVA_SHORT, 0, (short) LinuxCalls.AF_NETLINK);
        own.set(JAVA_INT, GROUPS_OFFSET, groups);
        if (LinuxCalls.bind(socket.state, socket.fd, own, ADDRESS_LENGTH) < 0) {
            int error = LinuxCalls.errno(socket.state);
            socket.close();
            throw new IOException("netlink: listening failed with error " + error);
        }
        return socket;
    }

    /** Options only improve matters, so a refusal is no failure. */
    private void option(int level, int option, int value) {
        MemorySegment segment = arena.allocateFrom(JAVA_INT, value);
        LinuxCalls.setsockopt(state, fd, level, option, segment);
    }

    /** Sends messages to the kernel, which obeys before this returns. */
    public void send(ByteBuffer messages) throws IOException {
        MemorySegment data = MemorySegment.ofBuffer(messages);
        long sent = LinuxCalls.sendto(state, fd, data, data.byteSize(), kernel, ADDRESS_LENGTH);
        if (sent < 0) {
            throw new IOException("netlink: sending failed with error " + LinuxCalls.errno(state));
        }
    }

    /**
     * The kernel's next messages, in the machine's byte order.
     *
     * @throws SocketTimeoutException when none comes in 5 s
     * @throws IOException when the kernel had more to say than the socket holds
     */
    public ByteBuffer receive() throws IOException {
        long length = LinuxCalls.recvfrom(state, fd, incoming, MemorySegment.NULL, MemorySegment.NULL);
        if (length < 0) {
            int error = LinuxCalls.errno(state);
            if (error == LinuxCalls.EAGAIN) {
                throw new SocketTimeoutException("netlink: no answer from the kernel");
            }
            throw new IOException("netlink: receiving failed with error " + error);
        }
        return ByteBuffer.wrap(incoming.asSlice(0, length).toArray(JAVA_BYTE)).order(ByteOrder.nativeOrder());
    }

    /** Forgets what has come; tells whether anything had, even if it was too much for the socket. */
    public boolean drain() {
        boolean any = false;
        while (true) {
            boolean more =
                    LinuxCalls.receiveNow(state, fd, incoming) >= 0 || LinuxCalls.errno(state) == LinuxCalls.ENOBUFS;
            if (!more) {
                return any;
            }
            any = true;
        }
    }

    @Override
    public void close() {
        LinuxCalls.close(state, fd);
        arena.close();
    }
}
