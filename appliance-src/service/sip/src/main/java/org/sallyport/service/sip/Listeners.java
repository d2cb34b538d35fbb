package org.sallyport.service.sip;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.ListenerException;
import org.sallyport.service.sip.stack.SipEndpoint;

/** Keeps the open listeners as the settings want them. Thread-safe. */
final class Listeners {
    private static final String ALARM = "sip.listener.";

    private final SipEndpoint endpoint;
    private final Alarms alarms;
    private final ReentrantLock lock = new ReentrantLock();

    Listeners(SipEndpoint endpoint, Alarms alarms) {
        this.endpoint = endpoint;
        this.alarms = alarms;
    }

    /**
     * Opens all listeners of the first settings.
     *
     * @throws ListenerException when one cannot be bound
     */
    void open(List<SipListener> wanted) throws ListenerException {
        for (SipListener listener : wanted) {
            endpoint.listen(listener);
        }
    }

    /** Closes listeners that went and opens those that came; one that fails raises an alarm and spares the others. */
    void change(List<SipListener> wanted) {
        lock.lock();
        try {
            List<BoundListener> open = endpoint.listeners();
            open.stream()
                    .filter(bound -> wanted.stream().noneMatch(listener -> isAs(listener, bound)))
                    .forEach(this::close);
            List<BoundListener> kept = endpoint.listeners();
            wanted.stream()
                    .filter(listener -> kept.stream().noneMatch(bound -> isAs(listener, bound)))
                    .forEach(this::open);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a bound listener is what is wanted. What it asks of clients it asks the settings itself. */
    private static boolean isAs(SipListener wanted, BoundListener bound) {
        SipListener settings = bound.settings();
        return settings.name().equals(wanted.name())
                && settings.transport() == wanted.transport()
                && settings.address().equals(wanted.address());
    }

    private void close(BoundListener bound) {
        endpoint.close(bound);
        alarms.clear(ALARM + bound.name());
    }

    private void open(SipListener listener) {
        try {
            endpoint.listen(listener);
            alarms.clear(ALARM + listener.name());
        } catch (ListenerException e) {
            alarms.raise(
                    ALARM + listener.name(),
                    Severity.CRITICAL,
                    String.valueOf(e.getMessage()),
                    "Correct the listener's address or port in the SIP settings.");
        }
    }
}
