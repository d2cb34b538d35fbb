package org.sallyport.media.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An epoll set, level-triggered: a socket that has more is reported again, so each wake-up reads every socket once. */
final class NativePoller implements DatagramPoller {
    private static final int MAX_EVENTS = 512;
    private static final int EVENT_SIZE = LinuxCalls.PACKED_EVENTS ? 12 : 16;
    private static final int EVENT_FD_OFFSET = LinuxCalls.PACKED_EVENTS ? 4 : 8;
    private static final int SOCKET_BUFFER_BYTES = 1 << 20;

    /** Has 28 times the weight of nice value 0: next when it wakes, but others still have their share (sched(7)). */
    private static final int NICE = -15;

    private final Scratch scratch = Scratch.allocate();
    private final MemorySegment events = Arena.ofAuto().allocate((long) EVENT_SIZE * MAX_EVENTS, 8);
    private final MemorySegment wakeCount = Arena.ofAuto().allocate(JAVA_LONG);
    private final int epoll;
    private final int wakeFd;
    private @Nullable Object[] owners = new @Nullable Object[256];

    private boolean closed;

    private NativePoller(int epoll, int wakeFd) {
        this.epoll = epoll;
        this.wakeFd = wakeFd;
    }

    /** Memory that system calls of the poller's thread write into. */
    record Scratch(MemorySegment state, MemorySegment address, MemorySegment addressLength, MemorySegment option) {
        static Scratch allocate() {
            Arena arena = Arena.ofAuto();
            return new Scratch(
                    arena.allocate(LinuxCalls.STATE),
                    arena.allocate(SocketAddressCodec.CAPACITY, 8),
                    arena.allocate(JAVA_INT),
                    arena.allocate(JAVA_INT));
        }
    }

    static NativePoller open() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LinuxCalls.STATE);
            int epoll = checked(LinuxCalls.epollCreate(state), state, "epoll_create1");
            int wakeFd = LinuxCalls.eventfd(state);
            if (wakeFd < 0) {
                LinuxCalls.close(state, epoll);
                throw failure(state, "eventfd");
            }
            NativePoller poller = new NativePoller(epoll, wakeFd);
            poller.control(LinuxCalls.EPOLL_CTL_ADD, wakeFd);
            return poller;
        }
    }

    @Override
    public MediaSocket bind(InetAddress address, int port) throws IOException {
        return bind(address, port, false);
    }

    @Override
    public MediaSocket bindShared(InetAddress address, int port) throws IOException {
        return bind(address, port, true);
    }

    private MediaSocket bind(InetAddress address, int port, boolean shared) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LinuxCalls.STATE);
            boolean ipv6 = address instanceof Inet6Address;
            int fd = checked(
                    LinuxCalls.socket(
                            state,
                            ipv6 ? LinuxCalls.AF_INET6 : LinuxCalls.AF_INET,
                            LinuxCalls.SOCK_DGRAM_NONBLOCK_CLOEXEC,
                            0),
                    state,
                    "socket");
            try {
                if (shared) {
                    MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
                    LinuxCalls.setsockopt(state, fd, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_REUSEPORT, on);
                }
                int bound = bind(arena, state, fd, address, port);
                return new NativeSocket(fd, ipv6, new InetSocketAddress(address, bound), scratch);
            } catch (IOException e) {
                LinuxCalls.close(state, fd);
                throw e;
            }
        }
    }

    private static int bind(Arena arena, MemorySegment state, int fd, InetAddress address, int port)
            throws IOException {
        MemorySegment size = arena.allocateFrom(JAVA_INT, SOCKET_BUFFER_BYTES);
        LinuxCalls.setsockopt(state, fd, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_RCVBUF, size);
        LinuxCalls.setsockopt(state, fd, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_SNDBUF, size);
        MemorySegment name = arena.allocate(SocketAddressCodec.CAPACITY, 8);
        int length = address instanceof Inet6Address ipv6
                ? SocketAddressCodec.writeIpv6(
                        name, TransportAddress.high(ipv6), TransportAddress.low(ipv6), port, ipv6.getScopeId())
                : SocketAddressCodec.writeIpv4(name, TransportAddress.low(address), port);
        if (LinuxCalls.bind(state, fd, name, length) < 0) {
            String text = address.getHostAddress() + " port " + port;
            throw LinuxCalls.errno(state) == LinuxCalls.EADDRINUSE
                    ? new PortInUseException(text)
                    : failure(state, "bind to " + text);
        }
        MemorySegment nameLength = arena.allocateFrom(JAVA_INT, SocketAddressCodec.CAPACITY);
        checked(LinuxCalls.getsockname(state, fd, name, nameLength), state, "getsockname");
        return SocketAddressCodec.port(name);
    }

    @Override
    public void watch(MediaSocket socket, Object owner) {
        int fd = ((NativeSocket) socket).fd();
        if (fd >= owners.length) {
            owners = Arrays.copyOf(owners, Math.max(fd + 1, owners.length * 2));
        }
        owners[fd] = owner;
        control(LinuxCalls.EPOLL_CTL_ADD, fd);
    }

    @Override
    public void release(MediaSocket socket) {
        int fd = ((NativeSocket) socket).fd();
        owners[fd] = null;
        control(LinuxCalls.EPOLL_CTL_DEL, fd);
    }

    @Override
    public MediaSocket adopt(MediaSocket released) throws IOException {
        return released instanceof NativeSocket ofOther ? ofOther.with(scratch) : Rebinding.of(released, this);
    }

    @Override
    public void close(MediaSocket socket) {
        int fd = ((NativeSocket) socket).fd();
        if (fd < owners.length && owners[fd] != null) {
            owners[fd] = null;
            control(LinuxCalls.EPOLL_CTL_DEL, fd);
        }
        socket.close();
    }

    private void control(int operation, int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(EVENT_SIZE, 8);
            event.set(JAVA_INT, 0, LinuxCalls.EPOLLIN);
            event.set(JAVA_LONG_UNALIGNED, EVENT_FD_OFFSET, fd);
            MemorySegment state = arena.allocate(LinuxCalls.STATE);
            if (LinuxCalls.epollCtl(state, epoll, operation, fd, event) < 0) {
                throw new IllegalStateException("epoll_ctl: error " + LinuxCalls.errno(state));
            }
        }
    }

    @Override
    public boolean takePrecedence() {
        return LinuxCalls.nice(scratch.state(), NICE) == 0;
    }

    @Override
    public int await(int timeoutMillis) {
        int ready = LinuxCalls.epollWait(scratch.state(), epoll, events, MAX_EVENTS, timeoutMillis);
        return Math.max(0, ready);
    }

    @Override
    public @Nullable Object ready(int index) {
        int fd = events.get(JAVA_INT_UNALIGNED, (long) index * EVENT_SIZE + EVENT_FD_OFFSET);
        if (fd == wakeFd) {
            LinuxCalls.read(scratch.state(), wakeFd, wakeCount);
            return null;
        }
        return fd < owners.length ? owners[fd] : null;
    }

    @Override
    public synchronized void wakeUp() {
        if (closed) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            LinuxCalls.write(arena.allocate(LinuxCalls.STATE), wakeFd, arena.allocateFrom(JAVA_LONG, 1L));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        LinuxCalls.close(scratch.state(), wakeFd);
        LinuxCalls.close(scratch.state(), epoll);
    }

    private static int checked(int result, MemorySegment state, String call) throws SocketException {
        if (result < 0) {
            throw failure(state, call);
        }
        return result;
    }

    private static SocketException failure(MemorySegment state, String call) {
        return new SocketException(call + " failed with error " + LinuxCalls.errno(state));
    }
}
