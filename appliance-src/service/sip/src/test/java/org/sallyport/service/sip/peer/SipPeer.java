package org.sallyport.service.sip.peer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One SIP user agent that does what the test says and nothing else. Retransmissions of a message already seen are left
 * out unless asked for.
 */
public final class SipPeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DatagramSocket socket;
    private final Deque<SipText> unread = new ArrayDeque<>();
    private final java.util.Set<String> seen = new java.util.HashSet<>();

    public SipPeer(String address) {
        try {
            socket = new DatagramSocket(0, InetAddress.ofLiteral(address));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static String random() {
        byte[] bytes = new byte[8];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Host and port as SIP writes them. */
    public String hostPort() {
        return address().getAddress().getHostAddress() + ":" + address().getPort();
    }

    public void send(InetSocketAddress to, String text) {
        try {
            transmit(to, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void transmit(InetSocketAddress to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /** The next request of a method, skipping whatever else comes before it. */
    public SipText request(String method) {
        return next(
                "request " + method, text -> !text.isResponse() && text.method().equals(method), PATIENCE);
    }

    /** The next response to a method with a status, skipping others. */
    public SipText response(int status, String method) {
        return next(
                status + " to " + method,
                text -> text.isResponse()
                        && text.status() == status
                        && text.cseqMethod().equals(method),
                PATIENCE);
    }

    /** The next final response to a method. */
    public SipText finalResponse(String method) {
        return next(
                "final response to " + method,
                text -> text.isResponse()
                        && text.status() >= 200
                        && text.cseqMethod().equals(method),
                PATIENCE);
    }

    /** The next message that is as described, retransmissions included. */
    public SipText again(String what, Predicate<SipText> condition) {
        seen.clear();
        return next(what, condition, PATIENCE);
    }

    /** Whether no new message as described comes while another peer's exchange proves that it would have. */
    public boolean hasUnread(Predicate<SipText> condition) {
        drain();
        return unread.stream().anyMatch(condition);
    }

    private SipText next(String what, Predicate<SipText> condition, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        StringBuilder skipped = new StringBuilder();
        while (true) {
            SipText text = unread.isEmpty() ? receive(end - System.nanoTime()) : unread.poll();
            if (text == null) {
                throw new AssertionError("waited in vain for " + what + "; came instead:\n" + skipped);
            }
            if (condition.test(text)) {
                return text;
            }
            skipped.append(text.startLine())
                    .append(" (")
                    .append(text.must("CSeq"))
                    .append(")\n");
        }
    }

    private void drain() {
        while (true) {
            SipText text = receive(Duration.ofMillis(1).toNanos());
            if (text == null) {
                return;
            }
            unread.add(text);
        }
    }

    /** The next packet that is no retransmission; null when the time is over. */
    private @Nullable SipText receive(long nanos) {
        long end = System.nanoTime() + nanos;
        byte[] buffer = new byte[65_536];
        while (true) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left < 0) {
                return null;
            }
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.setSoTimeout((int) Math.max(1, left));
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return null;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            SipText text = SipText.parse(packet.getData(), packet.getLength());
            if (seen.add(text.startLine() + text.branch() + text.toTag() + text.must("CSeq") + text.header("RSeq"))) {
                return text;
            }
        }
    }

    /** From now on grants every request by itself, a CANCEL too, so that nobody waits for a peer whose test is over. */
    public void grantAll() {
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    grantNext();
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void grantNext() throws IOException {
        byte[] buffer = new byte[65_536];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.setSoTimeout(0);
        socket.receive(packet);
        SipText text = SipText.parse(buffer, packet.getLength());
        if (text.isResponse() || text.method().equals("ACK")) {
            return;
        }
        InetSocketAddress sender = (InetSocketAddress) packet.getSocketAddress();
        transmit(sender, text.reply(200, "OK"));
        if (text.method().equals("CANCEL")) {
            transmit(sender, text.reply(487, "Request Terminated").replace(" CANCEL\r\n", " INVITE\r\n"));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
