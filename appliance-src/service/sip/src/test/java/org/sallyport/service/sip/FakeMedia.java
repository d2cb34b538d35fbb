package org.sallyport.service.sip;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.StreamSnapshot;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.service.sip.media.CallMedia;
import org.sallyport.service.sip.media.UnusableDescriptionException;

/** Media that only writes down what passed, and marks each description with where it came from. */
public final class FakeMedia implements CallMedia {
    /** A line of descriptions that lead nowhere. */
    static final String REFUSED = "a=refused\r\n";

    private final List<String> exchanges = new CopyOnWriteArrayList<>();
    /** Whose media were expected from where, such as {@code INTERNAL 127.0.0.2}. */
    final List<String> expected = new CopyOnWriteArrayList<>();

    volatile Duration silence = Duration.ZERO;
    volatile boolean portsExhausted;
    volatile boolean closed;

    /** What passed, such as {@code EXTERNAL OFFER}, and {@code rollback}. */
    List<String> exchanges() {
        return List.copyOf(exchanges);
    }

    @Override
    public byte[] relay(Side from, InetAddress source, Role role, byte[] description)
            throws PortsExhaustedException, UnusableDescriptionException {
        String text = new String(description, StandardCharsets.UTF_8);
        if (!text.startsWith("v=0")) {
            throw UnusableDescriptionException.malformed("no v=0");
        }
        if (text.contains(REFUSED)) {
            throw UnusableDescriptionException.unacceptable("the test says so");
        }
        if (portsExhausted) {
            throw new PortsExhaustedException(Side.EXTERNAL, 1, 2);
        }
        exchanges.add(from + " " + role);
        return (text + "a=via-relay\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void expect(Side side, InetAddress host) {
        expected.add(side + " " + host.getHostAddress());
    }

    @Override
    public void rollback() {
        exchanges.add("rollback");
    }

    @Override
    public List<StreamSnapshot> streams() {
        return List.of();
    }

    @Override
    public boolean heldBy(Side side) {
        return false;
    }

    @Override
    public int bandwidthKbps() {
        return 0;
    }

    @Override
    public Duration silence() {
        return silence;
    }

    @Override
    public void close() {
        closed = true;
    }
}
