package org.sallyport.benchmarks.relay;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.benchmarks.process.Ending;
import org.sallyport.benchmarks.process.Measured;

/** The rtpengine daemon without its kernel module, told what to relay by its ng protocol (bencoded dictionaries on UDP). */
final class Rtpengine implements Subject {
    private static final Path PROGRAM = Path.of("/usr/bin/rtpengine");
    private static final Pattern MEDIA_PORT = Pattern.compile("m=audio (\\d+) ");
    private static final int PATIENCE_MILLIS = 1000;
    private static final int ATTEMPTS = 10;
    private static final int PORTS = 4200;

    private final String name;
    private final Process process;
    private final DatagramSocket control;
    private final InetSocketAddress controlPort;
    private int cookies;
    private int calls;

    private Rtpengine(String name, Process process, DatagramSocket control, InetSocketAddress controlPort) {
        this.name = name;
        this.process = process;
        this.control = control;
        this.controlPort = controlPort;
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * Starts one.
     *
     * @param threads how many relay, or 0 for as many as it takes by itself
     * @param firstPort of {@value #PORTS} ports on each side
     */
    static Rtpengine start(int threads, int firstPort) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        InetSocketAddress controlPort;
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
            controlPort = (InetSocketAddress) probe.getLocalSocketAddress();
        }
        List<String> command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "--config-file=none",
                "--foreground",
                "--log-stderr",
                "--log-level=2",
                "--table=-1",
                "--interface=external/" + EXTERNAL_HOST,
                "--interface=internal/" + INTERNAL_HOST,
                "--listen-ng=127.0.0.1:" + controlPort.getPort(),
                "--port-min=" + firstPort,
                "--port-max=" + (firstPort + PORTS - 1)));
        if (threads > 0) {
            command.add("--num-threads=" + threads);
        }
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        DatagramSocket control = new DatagramSocket(new InetSocketAddress(loopback, 0));
        control.setSoTimeout(PATIENCE_MILLIS);
        Rtpengine rtpengine = new Rtpengine(
                threads == 0 ? "rtpengine" : "rtpengine, threads " + threads, process, control, controlPort);
        rtpengine.command(Map.of("command", "ping"));
        return rtpengine;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Ends> open(List<Ends> parties) throws IOException {
        List<Ends> ports = new ArrayList<>();
        for (Ends party : parties) {
            String call = "call-" + calls++;
            int internal = mediaPort(offer(call, party));
            int external = mediaPort(answer(call, party));
            ports.add(new Ends(
                    new InetSocketAddress(InetAddress.ofLiteral(EXTERNAL_HOST), external),
                    new InetSocketAddress(InetAddress.ofLiteral(INTERNAL_HOST), internal)));
        }
        return ports;
    }

    private String offer(String call, Ends party) throws IOException {
        return command(Map.of(
                "command",
                "offer",
                "call-id",
                call,
                "from-tag",
                "external",
                "direction",
                List.of("external", "internal"),
                "ICE",
                "remove",
                "sdp",
                sdp(party.external())));
    }

    private String answer(String call, Ends party) throws IOException {
        return command(Map.of(
                "command", "answer",
                "call-id", call,
                "from-tag", "external",
                "to-tag", "internal",
                "ICE", "remove",
                "sdp", sdp(party.internal())));
    }

    private static String sdp(InetSocketAddress party) {
        String host = party.getAddress().getHostAddress();
        return "v=0\r\no=- 1 1 IN IP4 " + host + "\r\ns=-\r\nc=IN IP4 " + host + "\r\nt=0 0\r\nm=audio "
                + party.getPort() + " RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=sendrecv\r\n";
    }

    private static int mediaPort(String reply) throws IOException {
        Matcher media = MEDIA_PORT.matcher(reply);
        if (!media.find()) {
            throw new IOException("rtpengine answered without a media port: " + reply);
        }
        return Integer.parseInt(media.group(1));
    }

    private String command(Map<String, Object> dictionary) throws IOException {
        String cookie = "c" + cookies++;
        byte[] request = (cookie + " " + bencode(new TreeMap<>(dictionary))).getBytes(StandardCharsets.UTF_8);
        for (int attempt = 0; attempt < ATTEMPTS && process.isAlive(); attempt++) {
            String reply = ask(request);
            if (reply != null) {
                return reply;
            }
        }
        throw new IOException("rtpengine does not answer");
    }

    /** Asks once; null when it does not answer in time, because it still starts. */
    private @Nullable String ask(byte[] request) throws IOException {
        control.send(new DatagramPacket(request, request.length, controlPort));
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            control.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            return null;
        }
    }

    private static String bencode(Object value) {
        StringBuilder out = new StringBuilder();
        if (value instanceof SequencedMap<?, ?> dictionary) {
            out.append('d');
            dictionary.forEach((key, entry) -> out.append(bencode(key)).append(bencode(entry)));
            return out.append('e').toString();
        }
        if (value instanceof List<?> list) {
            out.append('l');
            list.forEach(entry -> out.append(bencode(entry)));
            return out.append('e').toString();
        }
        String text = value.toString();
        return text.getBytes(StandardCharsets.UTF_8).length + ":" + text;
    }

    @Override
    public Duration processorTime() {
        return new Measured(process.toHandle()).processorTime();
    }

    @Override
    public void close() {
        control.close();
        Ending.of(process);
    }
}
