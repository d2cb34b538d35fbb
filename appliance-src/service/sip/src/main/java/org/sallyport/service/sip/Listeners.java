package org.sallyport.service.sip;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.ListenerException;
import org.sallyport.service.sip.stack.SipEndpoint;

/**
 * Keeps the open listeners as the settings want them. One that cannot be bound is tried again while it is wanted: the
 * machine may get the address a little after the settings name it. Thread-safe.
 */
final class Listeners {
    private static final String ALARM = "sip.listener.";
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final SipEndpoint endpoint;
    private final Alarms alarms;
    private final Deadlines deadlines;
    private final Runnable whenOpenedLate;
    private final ReentrantLock lock = new ReentrantLock();
    private List<SipListener> wanted = List.of();
    private boolean isRetrying;

    /** With what is told when one opened that could not be opened before. */
    Listeners(SipEndpoint endpoint, Alarms alarms, Deadlines deadlines, Runnable whenOpenedLate) {
        this.endpoint = endpoint;
        this.alarms = alarms;
        this.deadlines = deadlines;
        this.whenOpenedLate = whenOpenedLate;
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
    void change(List<SipListener> nowWanted) {
        lock.lock();
        try {
            wanted = List.copyOf(nowWanted);
            List<BoundListener> open = endpoint.listeners();
            open.stream()
                    .filter(bound -> wanted.stream().noneMatch(listener -> isAs(listener, bound)))
                    .forEach(this::close);
            missing().forEach(this::open);
            retryIfAnyIsMissing();
        } finally {
            lock.unlock();
        }
    }

    /** Opens none any more. */
    void stop() {
        lock.lock();
        try {
            wanted = List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<SipListener> missing() {
        List<BoundListener> open = endpoint.listeners();
        return wanted.stream()
                .filter(listener -> open.stream().noneMatch(bound -> isAs(listener, bound)))
                .toList();
    }

    private void retryIfAnyIsMissing() {
        if (!isRetrying && !missing().isEmpty()) {
            isRetrying = true;
            deadlines.after("sip-listener", RETRY, this::retry);
        }
    }

    private void retry() {
        boolean opened;
        lock.lock();
        try {
            isRetrying = false;
            int before = missing().size();
            missing().forEach(this::open);
            opened = missing().size() < before;
            retryIfAnyIsMissing();
        } finally {
            lock.unlock();
        }
        if (opened) {
            whenOpenedLate.run();
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
