package org.sallyport.core.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;

@Timeout(20)
class ServiceStateTest {
    private final LiveObjects liveObjects = new LiveObjects();

    @TempDir
    Path directory;

    @Test
    void saysReadyThenWellAgainAndAgainThenStopping() throws Throwable {
        Path path = directory.resolve("notify");
        try (Listener systemd = new Listener(path.toString());
                Deadlines deadlines = new Deadlines(liveObjects)) {
            ServiceState state = ServiceState.of(Map.of("NOTIFY_SOCKET", path.toString(), "WATCHDOG_USEC", "100000"));
            state.ready(deadlines);
            assertThat(systemd.next()).isEqualTo("READY=1");
            assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
            assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
            state.stopping();
            String message = systemd.next();
            while (message.equals("WATCHDOG=1")) {
                message = systemd.next();
            }
            assertThat(message).isEqualTo("STOPPING=1");
        }
    }

    @Test
    void pingsNobodyWithoutWatchdog() throws Throwable {
        Path path = directory.resolve("notify");
        try (Listener systemd = new Listener(path.toString());
                Deadlines deadlines = new Deadlines(liveObjects)) {
            ServiceState.of(Map.of("NOTIFY_SOCKET", path.toString())).ready(deadlines);
            assertThat(systemd.next()).isEqualTo("READY=1");
            assertThat(liveObjects.counts()).doesNotContainKey("deadline-watchdog");
        }
    }

    @Test
    void reachesTheAbstractNameSpace() throws Throwable {
        String name = "@sallyport-test-" + ProcessHandle.current().pid();
        try (Listener systemd = new Listener(name)) {
            assertThat(new NotifySocket(name).send("STATUS=ä")).isTrue();
            assertThat(systemd.next()).isEqualTo("STATUS=ä");
        }
    }

    @Test
    void saysSoWhenNobodyListensOrThePathIsTooLong() {
        assertThat(new NotifySocket(directory.resolve("nobody").toString()).send("READY=1"))
                .isFalse();
        assertThat(new NotifySocket("/" + "x".repeat(200)).send("READY=1")).isFalse();
    }

    /** The other end, as systemd has it. */
    private static final class Listener implements AutoCloseable {
        private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
        private static final MethodHandle BIND = call("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
        private static final MethodHandle RECEIVE = call("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
        private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);

        private final Arena arena = Arena.ofConfined();
        private final MemorySegment buffer = arena.allocate(256);
        private final int socket;

        Listener(String path) throws Throwable {
            byte[] name = path.getBytes(StandardCharsets.UTF_8);
            name[0] = name[0] == '@' ? 0 : name[0];
            MemorySegment address = arena.allocate(2L + name.length + 1, JAVA_SHORT.byteAlignment());
            address.set(JAVA_SHORT, 0, (short) 1);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
            socket = (int) SOCKET.invokeExact(1, 2, 0);
            assertThat((int) BIND.invokeExact(socket, address, 2 + name.length)).isZero();
        }

        String next() throws Throwable {
            long bytes = (long) RECEIVE.invokeExact(socket, buffer, buffer.byteSize(), 0);
            return new String(buffer.asSlice(0, bytes).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            try {
                assertThat((int) CLOSE.invokeExact(socket)).isZero();
            } catch (Throwable t) {
                throw new IllegalStateException(t);
            }
            arena.close();
        }

        @SuppressWarnings("restricted")
        private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
        }
    }
}
