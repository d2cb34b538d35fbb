package org.sallyport.apps.manager;

import java.security.cert.X509Certificate;
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
    private final int port;
    private TlsIdentity identity;
    private volatile boolean closed;

    /**
     * The teller.
     *
     * @param port of console and API
     * @param identity that they are about to show
     * @param initialPassword of the first administrator, while it is the generated one
     */
    PlateTeller(
            PlateControl plate,
            int port,
            TlsIdentity identity,
            DirectorControl director,
            Supplier<Optional<String>> initialPassword,
            Alarms alarms,
            Deadlines deadlines) {
        this.plate = plate;
        this.port = port;
        this.identity = identity;
        this.director = director;
        this.initialPassword = initialPassword;
        this.alarms = alarms;
        this.deadlines = deadlines;
    }

    /** Tells now and from now on. */
    synchronized void start() {
        if (closed) {
            return;
        }
        tell(identity.chain());
        deadlines.after("plate", INTERVAL, this::start);
    }

    /**
     * Tells that another identity is about to be shown. Until the next telling the machine believes the one before too, so
     * that no command meets a certificate that it was not told of.
     */
    synchronized void announce(TlsIdentity next) {
        List<X509Certificate> both = new ArrayList<>(next.chain());
        both.addAll(identity.chain());
        identity = next;
        tell(both);
    }

    private void tell(List<X509Certificate> believed) {
        try {
            plate.tell(plate(believed));
        } catch (ControlException e) {
            LOG.debug("The terminals of the machine are not told: {}", e.getMessage());
        } catch (RuntimeException e) {
            // What a terminal shows must end neither the telling nor the taking up of a certificate.
            LOG.warn("The terminals of the machine are not told: {}", e.toString());
        }
    }

    private ServicePlate plate(List<X509Certificate> believed) {
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
                PemFiles.text(believed),
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
