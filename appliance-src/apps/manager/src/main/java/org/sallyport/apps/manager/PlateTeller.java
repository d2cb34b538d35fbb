package org.sallyport.apps.manager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.director.DirectorControl;
import org.sallyport.core.control.plate.PlateControl;
import org.sallyport.core.control.plate.ServicePlate;
import org.sallyport.core.pki.PemFiles;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the terminals of the machine how its services are; where nobody looks after a machine, nobody listens. */
final class PlateTeller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlateTeller.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final PlateControl plate;
    private final DirectorControl director;
    private final Supplier<Optional<String>> initialPassword;
    private final Alarms alarms;
    private final Deadlines deadlines;
    private volatile boolean closed;

    /**
     * The teller.
     *
     * @param initialPassword of the first administrator, while it is the generated one
     */
    PlateTeller(
            PlateControl plate,
            DirectorControl director,
            Supplier<Optional<String>> initialPassword,
            Alarms alarms,
            Deadlines deadlines) {
        this.plate = plate;
        this.director = director;
        this.initialPassword = initialPassword;
        this.alarms = alarms;
        this.deadlines = deadlines;
    }

    /** Tells now and from now on. */
    void start(int port, Supplier<TlsIdentity> identity) {
        if (closed) {
            return;
        }
        try {
            plate.tell(plate(port, identity.get()));
        } catch (ControlException e) {
            LOG.debug("The terminals of the machine are not told: {}", e.getMessage());
        } catch (RuntimeException e) {
            // A certificate that cannot be read must not end the telling; its own alarm says so.
            LOG.warn("The terminals of the machine are not told: {}", e.toString());
        }
        deadlines.after("plate", INTERVAL, () -> start(port, identity));
    }

    private ServicePlate plate(int port, TlsIdentity identity) {
        List<Alarm> lasting = new ArrayList<>(alarms.active());
        boolean carriesCalls = false;
        try {
            carriesCalls = director.status().ready();
            lasting.addAll(director.alarms());
        } catch (ControlException e) {
            LOG.debug("The director does not say how it is: {}", e.getMessage());
        }
        return new ServicePlate(
                port,
                carriesCalls,
                identity.fingerprint(),
                PemFiles.text(identity.chain()),
                initialPassword.get(),
                lasting.stream()
                        .map(alarm -> alarm.severity() + ": " + alarm.text())
                        .toList());
    }

    @Override
    public void close() {
        closed = true;
    }
}
