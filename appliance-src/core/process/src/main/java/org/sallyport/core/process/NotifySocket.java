package org.sallyport.core.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * The datagram socket by which systemd is told how a service is (sd_notify(3)); the JDK has Unix sockets for streams only.
 *
 * @param path as in NOTIFY_SOCKET; a leading {@code @} stands for the abstract name space
 */
record NotifySocket(String path) {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int MSG_NOSIGNAL_DONTWAIT = 0x4000 | 0x40;
    private static final int FAMILY_BYTES = 2;
    private static final int LONGEST_PATH = 107;

    private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle SENDTO =
            call("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);

    /** Sends one message; says whether it was taken. */
    boolean send(String message) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length > LONGEST_PATH) {
            return false;
        }
        if (name[0] == '@') {
            name[0] = 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(FAMILY_BYTES + name.length + 1L, JAVA_SHORT.byteAlignment());
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, FAMILY_BYTES, name.length);
            return send(arena.allocateFrom(message), address, FAMILY_BYTES + name.length);
        }
    }

    private static boolean send(MemorySegment text, MemorySegment address, int addressBytes) {
        try {
            int socket = (int) SOCKET.invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            if (socket < 0) {
                return false;
            }
            long bytes = text.byteSize() - 1;
            long sent = (long) SENDTO.invokeExact(socket, text, bytes, MSG_NOSIGNAL_DONTWAIT, address, addressBytes);
            int closed = (int) CLOSE.invokeExact(socket);
            return sent == bytes && closed == 0;
        } catch (Throwable t) {
            throw new IllegalStateException("a call of the C library ended in a way that it never does", t);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }
}
