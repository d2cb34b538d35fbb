package org.sallyport.protocol.h323.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.protocol.h323.capture.CapturedMessage.Kind;
import org.sallyport.protocol.h323.capture.PcapFile.Frame;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.q931.Q931Message;
import org.sallyport.protocol.h323.tpkt.Tpkt;

/**
 * Real traffic between independent programs. What a TCP connection carries shows in its first message: call signalling
 * begins with the discriminator of Q.931, H.245 with something else.
 *
 * @param file a capture, which tshark reads too
 * @param messages all of RAS, call signalling and H.245, by frame
 * @param keepAlives TPKTs without content
 */
public record Capture(Path file, List<CapturedMessage> messages, int keepAlives) {
    private static final int DISCOVERY_PORT = 1718;
    private static final int RAS_PORT = 1719;

    /** Every capture that the tests have. */
    public static List<Capture> all() {
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(Capture.class.getResource("/captures")).toURI()))) {
            return files.sorted().map(Capture::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads one. */
    public static Capture read(Path file) {
        try {
            Assembly assembly = new Assembly();
            for (Frame frame : PcapFile.read(file)) {
                Segment.of(frame).ifPresent(assembly::take);
            }
            return new Capture(file, List.copyOf(assembly.messages), assembly.keepAlives);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file.getFileName().toString().replace(".gz", "");
    }

    /** What is put together from segments. */
    private static final class Assembly {
        private final List<CapturedMessage> messages = new ArrayList<>();
        private final Map<Ends, TcpHalf> halves = new HashMap<>();
        private final Map<Ends, Kind> kinds = new HashMap<>();
        private int keepAlives;

        private record Ends(InetSocketAddress source, InetSocketAddress destination) {
            Ends reversed() {
                return new Ends(destination, source);
            }
        }

        void take(Segment segment) {
            switch (segment.protocol()) {
                case UDP -> takeDatagram(segment);
                case TCP -> takeTcp(segment);
            }
        }

        private void takeDatagram(Segment segment) {
            if (isRas(segment.source()) || isRas(segment.destination())) {
                add(Kind.RAS, segment, segment.payload());
            }
        }

        private static boolean isRas(InetSocketAddress end) {
            return end.getPort() == RAS_PORT || end.getPort() == DISCOVERY_PORT;
        }

        private void takeTcp(Segment segment) {
            Ends ends = new Ends(segment.source(), segment.destination());
            if (segment.opens()) {
                halves.remove(ends);
                kinds.remove(ends);
            }
            TcpHalf half = halves.computeIfAbsent(ends, key -> new TcpHalf(segment));
            for (Tpkt packet : half.take(segment)) {
                switch (packet) {
                    case Tpkt.Message message -> add(kind(ends, message.payload()), segment, message.payload());
                    case Tpkt.KeepAlive keepAlive -> keepAlives++;
                    case Tpkt.Invalid invalid ->
                        throw new IllegalStateException("frame " + segment.frame() + ": " + invalid);
                }
            }
        }

        private Kind kind(Ends ends, Octets first) {
            Kind kind = Optional.ofNullable(kinds.get(ends))
                    .orElseGet(() -> first.at(0) == Q931Message.PROTOCOL_DISCRIMINATOR ? Kind.Q931 : Kind.H245);
            kinds.put(ends, kind);
            kinds.put(ends.reversed(), kind);
            return kind;
        }

        private void add(Kind kind, Segment segment, Octets octets) {
            messages.add(new CapturedMessage(kind, segment.frame(), segment.source(), segment.destination(), octets));
        }
    }
}
