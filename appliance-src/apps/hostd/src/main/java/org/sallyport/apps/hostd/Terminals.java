package org.sallyport.apps.hostd;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.host.HostControl;
import org.sallyport.core.control.nic.NicControl;
import org.sallyport.core.control.plate.PlateControl;
import org.sallyport.core.control.plate.ServicePlate;
import org.sallyport.core.host.program.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the terminals of the machine show: agetty reads it from a file, and anew when it is told to. Thread-safe.
 */
final class Terminals implements PlateControl, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Terminals.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** What services said so long ago is not shown any more. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private final Path directory;
    private final HostControl host;
    private final NicControl nics;
    private final BooleanSupplier isSetUp;
    private final Programs programs;
    private final Deadlines deadlines;
    private final Clock clock;
    private @Nullable ServicePlate services;
    private Instant told = Instant.MIN;
    private String shown = "";
    private volatile boolean closed;

    /**
     * The terminals.
     *
     * @param directory of the files {@code issue} and {@code certificate.pem}
     * @param isSetUp whether answers are in force
     */
    Terminals(
            Path directory,
            HostControl host,
            NicControl nics,
            BooleanSupplier isSetUp,
            Programs programs,
            Deadlines deadlines,
            Clock clock) {
        this.directory = directory;
        this.host = host;
        this.nics = nics;
        this.isSetUp = isSetUp;
        this.programs = programs;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** Shows now and from now on. */
    void start() {
        if (closed) {
            return;
        }
        try {
            show();
        } catch (RuntimeException e) {
            // What a terminal shows must end neither the showing nor the process.
            LOG.warn("The terminals do not show how the machine is: {}", e.toString());
        }
        deadlines.after("terminals", INTERVAL, this::start);
    }

    @Override
    public synchronized void tell(ServicePlate plate) {
        boolean isNews = !plate.equals(services);
        services = plate;
        told = clock.instant();
        if (isNews) {
            keep("certificate.pem", plate.certificate());
            show();
        }
    }

    private synchronized void show() {
        Optional<ServicePlate> heard =
                Optional.ofNullable(services).filter(_ -> told.plus(SILENCE).isAfter(clock.instant()));
        String text = Nameplate.text(host.status(), nics.list(), heard, isSetUp.getAsBoolean());
        if (!text.equals(shown)) {
            shown = text;
            keep("issue", text);
            programs.run("agetty", "--reload");
        }
    }

    private void keep(String name, String content) {
        try {
            AtomicFile.write(directory.resolve(name), content, false);
        } catch (IOException e) {
            LOG.warn("The terminals do not show how the machine is: {}", e.toString());
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
