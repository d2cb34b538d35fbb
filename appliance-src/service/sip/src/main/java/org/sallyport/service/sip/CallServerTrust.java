package org.sallyport.service.sip;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.service.sip.transport.TlsFailure;

/**
 * Raises an alarm while the call server and this system do not believe each other over TLS. Each address of the call
 * server counts by itself; the alarm speaks of the one that has failed for longest. Thread-safe.
 */
final class CallServerTrust {
    static final String ALARM = "sip.call-server.untrusted";

    private final Alarms alarms;
    private final Map<InetSocketAddress, TlsFailure> failing = new LinkedHashMap<>();
    private @Nullable TlsFailure shown;

    CallServerTrust(Alarms alarms) {
        this.alarms = alarms;
    }

    /** TLS with an address of it did not come about. */
    synchronized void failed(TlsFailure failure) {
        switch (failure.reason()) {
            case TIMEOUT, BROKEN_OFF -> {
                // That it cannot be reached is the monitor's to say.
            }
            case UNKNOWN_AUTHORITY,
                    EXPIRED,
                    NOT_YET_VALID,
                    UNSUITABLE,
                    WRONG_NAME,
                    NO_CERTIFICATE,
                    REFUSED_BY_PEER,
                    NOT_TLS,
                    INCOMPATIBLE -> failing.put(failure.peer(), failure);
        }
        show();
    }

    /** An address of it passed every check and speaks with us. */
    synchronized void answered(InetSocketAddress server) {
        failing.remove(server);
        show();
    }

    /** The settings changed: what was found before says nothing any more. */
    synchronized void forget() {
        failing.clear();
        show();
    }

    private void show() {
        TlsFailure first =
                failing.isEmpty() ? null : failing.values().iterator().next();
        if (first == null ? shown != null : !first.equals(shown)) {
            alarms.clear(ALARM);
        }
        shown = first;
        if (first != null) {
            alarms.raise(ALARM, Severity.CRITICAL, text(first), remedy(first.reason()));
        }
    }

    private static String text(TlsFailure failure) {
        String server = "The call server at " + failure.peer().getAddress().getHostAddress() + " port "
                + failure.peer().getPort();
        return server
                + (failure.isDistrust()
                        ? " does not prove who it is, so no call is sent to it: "
                        : " is of no use over TLS: ")
                + failure.words() + ".";
    }

    private static String remedy(TlsFailure.Reason reason) {
        return switch (reason) {
            case UNKNOWN_AUTHORITY ->
                "Give the certificate of its authority, or its own, in sip.tls.authorities; or do without the proof by"
                        + " sip.tls.verify-call-server.";
            case WRONG_NAME ->
                "Set sip.call-server.host or sip.tls.call-server-name to a name that its certificate is for, or give"
                        + " the call server a certificate for the name it is known by here.";
            case EXPIRED, NOT_YET_VALID ->
                "Renew the certificate on the call server, and check the clocks of both systems.";
            case UNSUITABLE, NO_CERTIFICATE -> "Give the call server a certificate for TLS servers.";
            case REFUSED_BY_PEER ->
                "Have the call server believe this system's certificate, sip-tls/certificate.pem of the state directory,"
                        + " or its authority; its log says what it misses.";
            case NOT_TLS, INCOMPATIBLE, TIMEOUT, BROKEN_OFF ->
                "Check port and transport of sip.call-server, and that the call server speaks TLS 1.2 or 1.3.";
        };
    }
}
