package org.sallyport.media.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

/** A socket of the {@link NativePoller} that bound it; the scratch memory is that poller's, so one thread uses it. */
final class NativeSocket implements MediaSocket {
    private final int fd;
    private final boolean ipv6;
    private final InetSocketAddress local;
    private final NativePoller.Scratch scratch;
    private int dscp;

    NativeSocket(int fd, boolean ipv6, InetSocketAddress local, NativePoller.Scratch scratch) {
        this.fd = fd;
        this.ipv6 = ipv6;
        this.local = local;
        this.scratch = scratch;
    }

    /** The same socket with the memory of another poller. */
    NativeSocket with(NativePoller.Scratch ofOther) {
        return new NativeSocket(fd, ipv6, local, ofOther);
    }

    int fd() {
        return fd;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    /** Packets to IPv4 leave an IPv6 socket by the other option. */
    @Override
    public void mark(int codePoint) throws IOException {
        int trafficClass = codePoint << 2;
        if (ipv6) {
            set(LinuxCalls.IPPROTO_IPV6, LinuxCalls.IPV6_TCLASS, trafficClass);
        }
        set(LinuxCalls.IPPROTO_IP, LinuxCalls.IP_TOS, trafficClass);
        dscp = codePoint;
    }

    private void set(int level, int option, int value) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LinuxCalls.STATE);
            if (LinuxCalls.setsockopt(state, fd, level, option, arena.allocateFrom(JAVA_INT, value)) < 0) {
                throw new IOException("setsockopt: error " + LinuxCalls.errno(state) + " for option " + option);
            }
        }
    }

    @Override
    public int dscp() {
        return dscp;
    }

    @Override
    public boolean receive(Datagram into) {
        MemorySegment from = scratch.address();
        scratch.addressLength().set(JAVA_INT, 0, SocketAddressCodec.CAPACITY);
        long length = LinuxCalls.recvfrom(scratch.state(), fd, into.room(), from, scratch.addressLength());
        if (length < 0) {
            return false;
        }
        into.received(
                (int) length,
                SocketAddressCodec.high(from),
                SocketAddressCodec.low(from),
                SocketAddressCodec.port(from));
        return true;
    }

    @Override
    public SendOutcome send(Datagram datagram, TransportAddress to) {
        if (!ipv6 && !to.isIpv4()) {
            return SendOutcome.REFUSED;
        }
        MemorySegment address = scratch.address();
        int addressLength = ipv6
                ? SocketAddressCodec.writeIpv6(address, to.high(), to.low(), to.port(), to.scope())
                : SocketAddressCodec.writeIpv4(address, to.low(), to.port());
        long sent = LinuxCalls.sendto(scratch.state(), fd, datagram.data(), datagram.length(), address, addressLength);
        return sent >= 0 ? SendOutcome.SENT : outcome(LinuxCalls.errno(scratch.state()));
    }

    /** Path MTU discovery decides of each packet, so the option is changed for this one and back: two more system calls. */
    @Override
    public SendOutcome sendWhole(Datagram datagram, TransportAddress to) {
        discover(LinuxCalls.PMTUDISC_DO);
        SendOutcome outcome = send(datagram, to);
        discover(LinuxCalls.PMTUDISC_WANT);
        return outcome;
    }

    private void discover(int how) {
        scratch.option().set(JAVA_INT, 0, how);
        LinuxCalls.setsockopt(
                scratch.state(),
                fd,
                ipv6 ? LinuxCalls.IPPROTO_IPV6 : LinuxCalls.IPPROTO_IP,
                ipv6 ? LinuxCalls.IPV6_MTU_DISCOVER : LinuxCalls.IP_MTU_DISCOVER,
                scratch.option());
    }

    private static SendOutcome outcome(int errno) {
        return errno == LinuxCalls.EAGAIN || errno == LinuxCalls.ENOBUFS
                ? SendOutcome.BUFFER_FULL
                : SendOutcome.REFUSED;
    }

    @Override
    public void close() {
        try (Arena arena = Arena.ofConfined()) {
            LinuxCalls.close(arena.allocate(LinuxCalls.STATE), fd);
        }
    }
}
