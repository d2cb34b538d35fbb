package org.sallyport.management.api.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.Problem;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.upgrade.UpgradePackage.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A package in the making: one writes, another proves what is there. Thread-safe. */
final class StoredPackage implements Judge.Hearer {
    private static final Logger LOG = LoggerFactory.getLogger(StoredPackage.class);
    private static final int PIECE = 64 << 10;

    private final Ticket ticket;
    private final Path file;
    private final GrowingFile.Arrivals arrivals;
    private final ReentrantLock writing = new ReentrantLock();
    private State state = State.RECEIVING;
    private long proven;
    private UpgradePackage.@Nullable Contents contents;
    private List<Problem> problems = List.of();

    /**
     * What is known of it before its first byte.
     *
     * @param name of its file where it came from
     */
    record Ticket(String id, String name, long size, String uploadedBy, Instant uploadedAt) {}

    /** With the bytes that its file has already. */
    StoredPackage(Ticket ticket, Path file) throws IOException {
        this.ticket = ticket;
        this.file = file;
        this.arrivals = new GrowingFile.Arrivals(ticket.size(), Files.exists(file) ? Files.size(file) : 0);
    }

    Path file() {
        return file;
    }

    synchronized UpgradePackage now() {
        return new UpgradePackage(
                ticket.id(),
                ticket.name(),
                ticket.size(),
                arrivals.there(),
                proven,
                ticket.uploadedBy(),
                ticket.uploadedAt(),
                state,
                contents,
                problems);
    }

    /** Proves what is there and what comes; false when the machine could not be asked, so that it is to be done again. */
    boolean judge(Judge judge) {
        try (InputStream growing = new GrowingFile(file, arrivals)) {
            judge.read(growing, this);
            end(problems().isEmpty() ? State.PROVEN : State.REFUSED);
        } catch (ProblemException e) {
            return false;
        } catch (IOException | RuntimeException e) {
            LOG.info("The package {} is refused: {}", ticket.name(), e.getMessage());
            refuse(new Problem(
                    "package",
                    ticket.name(),
                    String.valueOf(e.getMessage()),
                    "Get it anew from where it is published, and compare its SHA-256."));
        }
        return true;
    }

    @Override
    public synchronized void contents(UpgradePackage.Contents read, List<Problem> found) {
        contents = read;
        problems = found;
    }

    @Override
    public LongConsumer proven() {
        return this::prove;
    }

    private synchronized void prove(long bytes) {
        proven += bytes;
    }

    private synchronized List<Problem> problems() {
        return problems;
    }

    private synchronized void end(State how) {
        state = how;
    }

    private synchronized void refuse(Problem problem) {
        problems = List.of(problem);
        state = State.REFUSED;
    }

    /**
     * Takes the next bytes.
     *
     * @param offset at which they belong, which must be the end of what is there
     * @throws ProblemException 409 when they belong elsewhere or somebody else writes, 422 when the package is refused already
     */
    void receive(long offset, InputStream bytes) throws IOException {
        if (!writing.tryLock()) {
            throw ProblemException.conflict("busy", "Another request is writing this package. Wait for its end.");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            requireReceiving(offset);
            byte[] piece = new byte[PIECE];
            long position = offset;
            for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece)) {
                if (position + read > ticket.size()) {
                    throw ProblemException.malformed(
                            "The package was announced with " + ticket.size() + " bytes; there are more.");
                }
                write(channel, ByteBuffer.wrap(piece, 0, read), position);
                position += read;
                arrivals.add(read);
            }
        } finally {
            writing.unlock();
        }
    }

    private void requireReceiving(long offset) {
        UpgradePackage now = now();
        if (now.state() == State.REFUSED) {
            throw ProblemException.invalid(now.problems());
        }
        if (offset != now.received()) {
            throw ProblemException.conflict(
                            "wrong-offset", "The next byte to send is " + now.received() + ", not " + offset + ".")
                    .with("Upload-Offset", Long.toString(now.received()));
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        for (long at = position; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
    }

    /** Nothing more is taken; who proves it ends. */
    void giveUp() {
        arrivals.giveUp();
    }
}
