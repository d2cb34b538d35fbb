package org.sallyport.apps.manager;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.director.DirectorControl;
import org.sallyport.core.control.plate.PlateControl;
import org.sallyport.core.control.plate.ServicePlate;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the terminals of the machine how its services are; where nobody looks after a machine, nobody listens. */
final class PlateTeller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlateTeller.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final PlateControl plate;
    private final DirectorControl director;
    private final Alarms alarms;
    private final Deadlines deadlines;
    private volatile boolean closed;

    PlateTeller(PlateControl plate, DirectorControl director, Alarms alarms, Deadlines deadlines) {
        this.plate = plate;
        this.director = director;
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
                identity.chain().stream().map(PlateTeller::pem).collect(Collectors.joining()),
                lasting.stream()
                        .map(alarm -> alarm.severity() + ": " + alarm.text())
                        .toList());
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + PEM.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
