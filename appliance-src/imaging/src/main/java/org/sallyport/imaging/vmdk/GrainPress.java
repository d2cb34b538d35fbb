package org.sallyport.imaging.vmdk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import org.sallyport.imaging.disk.Block;
import org.sallyport.imaging.disk.ContentId;

/** Deflates grains on several threads and hands them back in their order. Used by one thread. */
final class GrainPress implements AutoCloseable {
    private static final int WAITING_PER_THREAD = 16;
    private static final int LEVEL = 6;

    private final ExecutorService threads;
    private final Queue<Deflater> deflaters = new ConcurrentLinkedQueue<>();
    private final Deque<Future<Grain>> waiting = new ArrayDeque<>();
    private final int mostWaiting;

    GrainPress(int threadCount) {
        threads = Executors.newFixedThreadPool(threadCount);
        mostWaiting = threadCount * WAITING_PER_THREAD;
        for (int i = 0; i < threadCount; i++) {
            deflaters.add(new Deflater(LEVEL));
        }
    }

    void add(Block block) {
        waiting.add(threads.submit(() -> press(block)));
    }

    /** Whether the next grain must be taken before another block is added: it bounds what is held in memory. */
    boolean isFull() {
        return waiting.size() >= mostWaiting;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The oldest grain, waited for. */
    Grain take() throws IOException {
        try {
            return waiting.remove().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("deflating failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while grains were deflated.", e);
        }
    }

    private Grain press(Block block) {
        Deflater deflater = deflaters.remove(); // as many as there are threads
        try {
            byte[] bytes = block.bytes();
            byte[] room = new byte[bytes.length + bytes.length / 8 + 64]; // more than deflate can add
            deflater.reset();
            deflater.setInput(bytes);
            deflater.finish();
            int length = deflater.deflate(room);
            return new Grain(
                    block.index(),
                    Arrays.copyOf(room, length),
                    ContentId.sha256().digest(bytes));
        } finally {
            deflaters.add(deflater);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        deflaters.forEach(Deflater::end);
    }
}
