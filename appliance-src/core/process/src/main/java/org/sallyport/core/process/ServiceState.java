package org.sallyport.core.process;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadlines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager that a process is ready, still well, stopping (sd_notify(3)); says nothing where there is none.
 * A watchdog's pings come from the timer wheel, so that they cease when it does.
 */
public final class ServiceState {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceState.class);

    private final @Nullable NotifySocket socket;
    private final @Nullable Duration pingInterval;
    private volatile boolean stopping;

    private ServiceState(@Nullable NotifySocket socket, @Nullable Duration pingInterval) {
        this.socket = socket;
        this.pingInterval = pingInterval;
    }

    /** Reads NOTIFY_SOCKET, and WATCHDOG_USEC in microseconds, half of which lies between two pings. */
    public static ServiceState of(Map<String, String> environment) {
        String path = environment.get("NOTIFY_SOCKET");
        if (path == null) {
            return new ServiceState(null, null);
        }
        String watchdogMicros = environment.get("WATCHDOG_USEC");
        return new ServiceState(
                new NotifySocket(path),
                watchdogMicros == null ? null : Duration.ofNanos(Long.parseLong(watchdogMicros) * 1000 / 2));
    }

    /** Says that all listeners are ready, and from now on that the process is well. */
    public void ready(Deadlines deadlines) {
        send("READY=1");
        if (pingInterval != null) {
            ping(deadlines, pingInterval);
        }
    }

    /** Says that the process ends because it was told to. */
    public void stopping() {
        stopping = true;
        send("STOPPING=1");
    }

    private void ping(Deadlines deadlines, Duration interval) {
        if (!stopping) {
            send("WATCHDOG=1");
            deadlines.after("watchdog", interval, () -> ping(deadlines, interval));
        }
    }

    private void send(String message) {
        if (socket != null && !socket.send(message)) {
            LOG.warn("systemd did not take {} at {}", message, socket.path());
        }
    }
}
