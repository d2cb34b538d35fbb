package org.sallyport.imaging.disk;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Where a sparse file has data: lseek(2) with SEEK_DATA, which the JDK does not offer. */
final class DataExtents implements Closeable {
    private static final int READ_ONLY_CLOEXEC = 0x80000;
    private static final int SEEK_DATA = 3;
    private static final int ENXIO = 6;

    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle OPEN =
            call("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle LSEEK =
            call("lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = arena.allocate(STATE);
    private final long size;
    private final int descriptor;

    DataExtents(Path file, long size) throws IOException {
        this.size = size;
        this.descriptor = open(arena.allocateFrom(file.toString()));
        if (descriptor < 0) {
            int error = errno();
            arena.close();
            throw new IOException("Cannot open " + file + ": error " + error + ".");
        }
    }

    /** The first byte at or after {@code from} that is not in a hole; the size of the file if only a hole follows. */
    long next(long from) {
        if (from >= size) {
            return size;
        }
        long found = lseek(from);
        if (found >= 0) {
            return found;
        }
        return errno() == ENXIO ? size : from; // a file system without holes says EINVAL: all is data
    }

    @Override
    public void close() {
        try {
            int _ = (int) CLOSE.invokeExact(state, descriptor);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
        arena.close();
    }

    private int open(MemorySegment name) {
        try {
            return (int) OPEN.invokeExact(state, name, READ_ONLY_CLOEXEC);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    private long lseek(long from) {
        try {
            return (long) LSEEK.invokeExact(state, descriptor, from, SEEK_DATA);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    private int errno() {
        return state.get(ValueLayout.JAVA_INT, ERRNO);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle call(String name, FunctionDescriptor shape, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no " + name));
        Linker.Option[] all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = Linker.Option.captureCallState("errno");
        return linker.downcallHandle(symbol, shape, all);
    }
}
