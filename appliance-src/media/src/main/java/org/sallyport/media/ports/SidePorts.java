package org.sallyport.media.ports;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Counter;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.media.socket.PortInUseException;

/**
 * The media ports of one side for datagrams or for connections, with their alarms and metrics. Each lease asks the
 * settings anew, so a changed range holds for the next stream. Thread-safe.
 */
public final class SidePorts {
    private final Side side;
    private final Transport transport;
    private final Supplier<MediaSettings> settings;
    private final Alarms alarms;
    private final Deadlines deadlines;
    private final PortPool pool;
    private final Counter heldByOthers;

    public SidePorts(
            Side side,
            Transport transport,
            Supplier<MediaSettings> settings,
            Metrics metrics,
            Alarms alarms,
            Deadlines deadlines) {
        this.side = side;
        this.transport = transport;
        this.settings = settings;
        this.alarms = alarms;
        this.deadlines = deadlines;
        this.pool = new PortPool(transport.portsPerStream);
        String sideLabel = side.name().toLowerCase(Locale.ROOT);
        this.heldByOthers = metrics.counter(
                "sallyport_media_ports_held_by_others_total",
                "Media ports skipped because another program holds them.",
                "side",
                sideLabel,
                "transport",
                transport.label);
        gauge(metrics, sideLabel, "in_use", pool::inUse);
        gauge(metrics, sideLabel, "resting", pool::resting);
    }

    private void gauge(Metrics metrics, String sideLabel, String state, Supplier<Integer> value) {
        metrics.gauge(
                "sallyport_media_ports",
                "Media ports by state; a pair of datagram ports counts once.",
                () -> value.get().doubleValue(),
                "side",
                sideLabel,
                "transport",
                transport.label,
                "state",
                state);
    }

    /** What a port carries; datagrams take an even port and the next (RFC 3550 section 11). */
    public enum Transport {
        DATAGRAMS("udp", 2),
        CONNECTIONS("tcp", 1);

        private final String label;
        private final int portsPerStream;

        Transport(String label, int portsPerStream) {
            this.label = label;
            this.portsPerStream = portsPerStream;
        }
    }

    /** Opens what a stream needs at a port. */
    @FunctionalInterface
    public interface Binder<S> {
        /**
         * Binds to a port of a range, and to the next one where the stream takes a pair.
         *
         * @throws PortInUseException when the port, or the next one of a pair, is taken; nothing stays open
         * @throws IOException when no port would do
         */
        S bind(MediaRange range, int port) throws IOException;
    }

    /** A port in use with what is bound there, until it is given back once. */
    public final class Lease<S> {
        private final S bound;
        private final LocalAddress local;

        private Lease(S bound, LocalAddress local) {
            this.bound = bound;
            this.local = local;
        }

        public S bound() {
            return bound;
        }

        public LocalAddress local() {
            return local;
        }

        /** Gives the port back to rest; call it once what was bound is closed. */
        public void release() {
            rest(local.bound().getPort(), settings.get().portQuarantine());
        }

        /** Gives back a port that no peer was told of; it need not rest. */
        public void revoke() {
            pool.putBack(local.bound().getPort());
        }
    }

    /**
     * Leases a port and binds to it.
     *
     * @throws PortsExhaustedException when no port of the range is free and can be bound; an alarm says why
     */
    public <S> Lease<S> lease(Binder<S> binder) throws PortsExhaustedException {
        MediaRange range = settings.get().range(side);
        pool.range(range.firstPort(), range.lastPort());
        for (OptionalInt port = pool.take(System.nanoTime()); port.isPresent(); port = pool.take(System.nanoTime())) {
            try {
                S bound = binder.bind(range, port.getAsInt());
                clearAlarms();
                return new Lease<>(bound, localAddress(range, port.getAsInt()));
            } catch (PortInUseException e) {
                heldByOthers.increment();
                rest(port.getAsInt(), settings.get().portQuarantine());
            } catch (IOException e) {
                pool.putBack(port.getAsInt());
                throw unusable(range, e);
            }
        }
        throw exhausted(range);
    }

    private LocalAddress localAddress(MediaRange range, int port) {
        return new LocalAddress(side, new InetSocketAddress(range.address(), port), range.advertisedHost(), port);
    }

    private void rest(int port, Duration quarantine) {
        pool.rest(port, System.nanoTime() + quarantine.toNanos());
        deadlines.after("media-port-rest", quarantine.plusMillis(1), this::clearWhenRoom);
    }

    private void clearWhenRoom() {
        if (pool.free(System.nanoTime()) > 0) {
            alarms.clear(alarmKey("exhausted"));
        }
    }

    private void clearAlarms() {
        alarms.clear(alarmKey("exhausted"));
        alarms.clear(alarmKey("unusable"));
    }

    private PortsExhaustedException exhausted(MediaRange range) {
        alarms.raise(
                alarmKey("exhausted"),
                Severity.CRITICAL,
                "All " + transport.label.toUpperCase(Locale.ROOT) + " media ports " + range.firstPort() + "-"
                        + range.lastPort() + " of the " + sideName()
                        + " side are in use or resting; calls are refused.",
                "Enlarge media." + sideName() + ".first-port to last-port, shorten media.port-quarantine,"
                        + " or lower capacity.max-calls.");
        return new PortsExhaustedException(side, range.firstPort(), range.lastPort());
    }

    private PortsExhaustedException unusable(MediaRange range, IOException cause) {
        alarms.raise(
                alarmKey("unusable"),
                Severity.CRITICAL,
                "Media ports cannot be opened at " + range.address().getHostAddress() + " on the " + sideName()
                        + " side: " + cause.getMessage() + "; calls are refused.",
                "Set media." + sideName() + ".address to an address of this system, or raise its limit of open files.");
        PortsExhaustedException refusal = new PortsExhaustedException(side, range.firstPort(), range.lastPort());
        refusal.initCause(cause);
        return refusal;
    }

    private String alarmKey(String condition) {
        String key = "media.ports." + condition + "." + sideName();
        return transport == Transport.DATAGRAMS ? key : key + "." + transport.label;
    }

    private String sideName() {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
