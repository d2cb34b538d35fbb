package org.sallyport.testing.interop.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.sallyport.testing.interop.network.Command;
import org.sallyport.testing.interop.network.Namespace;

/** Everything on one interface from {@link #start} to {@link #stop}. */
public final class Capture implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int DISCARD_PORT = 9;

    private final Namespace zone;
    private final InetSocketAddress end;
    private final Process process;
    private final Path file;

    private Capture(Namespace zone, InetSocketAddress end, Process process, Path file) {
        this.zone = zone;
        this.end = end;
        this.process = process;
        this.file = file;
    }

    /**
     * Starts capturing; from the return on no packet is missed.
     *
     * @param neighbour an address reached through the interface
     */
    public static Capture start(Namespace zone, String networkInterface, String neighbour) throws Exception {
        Path file = Files.createTempFile("capture-", ".pcapng");
        Process process = zone.call(
                () -> new ProcessBuilder("dumpcap", "-q", "-B", "64", "-i", networkInterface, "-w", file.toString())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .start());
        awaitCapturing(process);
        return new Capture(zone, new InetSocketAddress(neighbour, DISCARD_PORT), process, file);
    }

    /** Ends the capture once all that passed before is in it; what was seen can be searched now. */
    public void stop() throws Exception {
        byte[] marker = ("the capture ends " + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII);
        zone.call(() -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(marker, marker.length, end));
            }
            return marker.length;
        });
        await(Pattern.compile(Pattern.quote(new String(marker, StandardCharsets.US_ASCII))));
        process.destroy();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("dumpcap does not stop");
        }
    }

    /** The packets a Wireshark display filter selects, a line each, with what each contains in short. */
    public List<String> packets(String displayFilter) throws IOException {
        return fields(displayFilter, "ip.src", "ip.dst", "_ws.col.Info");
    }

    /** What the packets that a display filter selects carry: UDP each for itself, TCP a direction of a connection in one. */
    public List<Payload> payloads(String displayFilter) throws IOException {
        Map<String, String> streams = new LinkedHashMap<>();
        for (String line : fields(displayFilter, "ip.src", "tcp.stream", "udp.payload", "tcp.payload")) {
            String[] field = line.split("\t", -1);
            String carrier = field[2].isEmpty() ? "packet " + field[0] : "TCP " + field[2] + " from " + field[1];
            streams.merge(carrier, field[3] + field[4], String::concat);
        }
        return streams.entrySet().stream()
                .map(stream -> new Payload(
                        stream.getKey(),
                        HexFormat.of().parseHex(stream.getValue().replaceAll("[^0-9a-f]", ""))))
                .toList();
    }

    /** The packets that a display filter selects, a line each, with those fields behind the packet's number, tabs between. */
    private List<String> fields(String displayFilter, String... names) throws IOException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-Y", displayFilter));
        command.addAll(List.of("-T", "fields", "-e", "frame.number"));
        for (String name : names) {
            command.addAll(List.of("-e", name));
        }
        // beside the packets stand warnings, about being root for one
        return Command.run(command.toArray(String[]::new))
                .lines()
                .filter(line -> line.matches("[0-9]+\t.*"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(file);
    }

    /**
     * Waits until something has passed, one character an octet.
     *
     * @throws IOException when it does not within 30 s
     */
    public void await(Pattern wanted) throws IOException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                .find()) {
            if (System.nanoTime() > giveUp) {
                throw new IOException("nothing like " + wanted + " passed");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static void awaitCapturing(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        String line = output.readLine();
        while (line != null) {
            if (line.startsWith("File:")) {
                return;
            }
            said.append(line).append('\n');
            line = output.readLine();
        }
        throw new IOException("dumpcap did not start: " + said);
    }
}
