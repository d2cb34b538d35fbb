package org.sallyport.service.turn.allocation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.settings.model.TurnSettings.RelayAddress;
import org.sallyport.core.settings.model.TurnSettings.TurnRelay;
import org.sallyport.media.datagram.SocketThread;
import org.sallyport.media.ports.PortPool;
import org.sallyport.media.socket.MediaSocket;
import org.sallyport.media.socket.PortInUseException;
import org.sallyport.protocol.stun.AddressFamily;

/**
 * The relayed ports. Each allocation gets an even one, so that EVEN-PORT is always granted and the next is always free to be
 * reserved. A port rests for two minutes after use, lest late packets of its peers reach another client (RFC 8656 section
 * 7.2). Thread-safe.
 */
public final class RelayPorts {
    static final Duration QUARANTINE = Duration.ofMinutes(2);
    /** RFC 8656 section 7.2: at least this long. */
    static final Duration RESERVATION = Duration.ofSeconds(30);

    private static final int PAIR = 2;

    private final Supplier<TurnRelay> settings;
    private final Deadlines deadlines;
    private final SecureRandom random = new SecureRandom();
    private final Map<AddressFamily, PortPool> pools = new EnumMap<>(AddressFamily.class);
    private final Map<Long, Reserved> reservations = new ConcurrentHashMap<>();

    public RelayPorts(Supplier<TurnRelay> settings, Deadlines deadlines) {
        this.settings = settings;
        this.deadlines = deadlines;
        for (AddressFamily family : AddressFamily.values()) {
            pools.put(family, new PortPool(PAIR));
        }
    }

    /** A reserved port: a socket that nobody watches keeps it from others. */
    private record Reserved(RelayAddress address, PortPair ports, MediaSocket socket, SocketThread thread) {}

    /**
     * A relayed address, and what the next port was reserved with.
     *
     * @param token null when none was asked for
     */
    public record Leased(RelayedAddress relayed, @Nullable Long token) {}

    /** Whether addresses of a family can be had at all. */
    public boolean supports(AddressFamily family) {
        return address(family).isPresent();
    }

    private Optional<RelayAddress> address(AddressFamily family) {
        return switch (family) {
            case IPV4 -> Optional.of(settings.get().ipv4());
            case IPV6 -> settings.get().ipv6();
        };
    }

    /** How something is opened at the even port of a pair; it keeps the pair until its end. */
    public interface Opening<T> {
        /**
         * Opens it.
         *
         * @throws PortInUseException when another socket holds the port
         * @throws IOException when no port of the address can be had
         */
        T open(RelayAddress address, PortPair ports) throws IOException;
    }

    /** Opens a relayed address for UDP; empty when no port is to be had. */
    public Optional<Leased> lease(SocketThread thread, AddressFamily family, boolean reserveNext) {
        return lease(family, (address, ports) -> open(thread, address, ports, reserveNext));
    }

    /** Opens something at a relayed port; empty when none is to be had. */
    public <T> Optional<T> lease(AddressFamily family, Opening<T> opening) {
        Optional<RelayAddress> address = address(family);
        PortPool pool = pool(family);
        TurnRelay relay = settings.get();
        pool.range(relay.firstPort(), relay.lastPort());
        if (address.isEmpty()) {
            return Optional.empty();
        }
        for (OptionalInt port = pool.take(System.nanoTime()); port.isPresent(); port = pool.take(System.nanoTime())) {
            int even = port.getAsInt();
            PortPair ports = new PortPair(even, () -> rest(pool, even));
            try {
                return Optional.of(opening.open(address.get(), ports));
            } catch (PortInUseException e) {
                ports.release();
            } catch (IOException e) {
                ports.release();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private PortPool pool(AddressFamily family) {
        PortPool pool = pools.get(family);
        if (pool == null) {
            throw new IllegalStateException("every family has a pool");
        }
        return pool;
    }

    private static void rest(PortPool pool, int port) {
        pool.rest(port, System.nanoTime() + QUARANTINE.toNanos());
    }

    private Leased open(SocketThread thread, RelayAddress address, PortPair ports, boolean reserveNext)
            throws IOException {
        DatagramRelay relayed = bind(thread, address, ports, ports.evenPort());
        if (!reserveNext) {
            return new Leased(relayed, null);
        }
        try {
            MediaSocket next = thread.poller().bind(address.bound(), ports.evenPort() + 1);
            return new Leased(relayed, reserve(new Reserved(address, ports, next, thread)));
        } catch (IOException e) {
            // the pair is given back by whoever asked for it
            ports.retain();
            relayed.end(thread);
            throw e;
        }
    }

    private static DatagramRelay bind(SocketThread thread, RelayAddress address, PortPair ports, int port)
            throws IOException {
        return new DatagramRelay(
                thread.poller().bind(address.bound(), port), new InetSocketAddress(address.advertised(), port), ports);
    }

    private long reserve(Reserved reserved) {
        reserved.ports().retain();
        long token = random.nextLong();
        reservations.put(token, reserved);
        deadlines.after("turn-reservation", RESERVATION, () -> {
            Reserved expired = reservations.remove(token);
            if (expired != null) {
                expired.thread().poller().close(expired.socket());
                expired.ports().release();
            }
        });
        return token;
    }

    /** Opens the address that was reserved with a token, on whatever thread; empty when there is no such reservation. */
    public Optional<DatagramRelay> claim(SocketThread thread, long token) {
        Reserved reserved = reservations.remove(token);
        if (reserved == null) {
            return Optional.empty();
        }
        reserved.thread().poller().close(reserved.socket());
        try {
            return Optional.of(bind(
                    thread,
                    reserved.address(),
                    reserved.ports(),
                    reserved.ports().evenPort() + 1));
        } catch (IOException e) {
            reserved.ports().release();
            return Optional.empty();
        }
    }
}
