package org.sallyport.benchmarks.system;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sallyport.testing.interop.network.Namespace;

/** A SIPp that makes or takes many calls. Its media ports are even, one a call, from a first one on. */
final class SippLoad implements AutoCloseable {
    private static final Pattern FAILED = Pattern.compile("Failed call +\\| +\\d+ +\\| +(\\d+)");
    private static final Pattern SUCCESSFUL = Pattern.compile("Successful call +\\| +\\d+ +\\| +(\\d+)");

    private static final int SHOWN_ERRORS = 500;

    private final Process process;
    private final Path directory;

    private SippLoad(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /** Who calls or answers: its zone, its own address and port. */
    record Party(Namespace zone, String address, int port) {
        String hostPort() {
            return address + ":" + port;
        }
    }

    /** How many calls in all, how many begin a second, how long each lasts. */
    record Rate(int calls, int perSecond, int holdMillis) {}

    /** What came of it; set-up times are in ms, from INVITE to 200, in ascending order. */
    record Outcome(int successful, int failed, List<Double> setupMillis) {
        /** A quantile of the set-up time, ms. */
        double setup(double quantile) {
            return setupMillis.isEmpty()
                    ? Double.NaN
                    : setupMillis.get((int) Math.ceil(quantile * setupMillis.size()) - 1);
        }
    }

    /** Starts one that answers every call. */
    static SippLoad answer(Party party, int firstMediaPort) throws Exception {
        return start("load-callee", party, firstMediaPort, List.of());
    }

    /** Starts one that calls. */
    static SippLoad call(Party party, String peer, int firstMediaPort, Rate rate) throws Exception {
        return start(
                "load-caller",
                party,
                firstMediaPort,
                List.of(
                        peer,
                        "-m",
                        Integer.toString(rate.calls),
                        "-r",
                        Integer.toString(rate.perSecond),
                        "-l",
                        Integer.toString(rate.calls),
                        "-d",
                        Integer.toString(rate.holdMillis),
                        "-trace_rtt",
                        "-rtt_freq",
                        "1"));
    }

    private static SippLoad start(String scenario, Party party, int firstMediaPort, List<String> more)
            throws Exception {
        Path directory = Files.createTempDirectory("sipp-load-");
        try (InputStream resource = SippLoad.class.getResourceAsStream(scenario + ".xml")) {
            Files.copy(Objects.requireNonNull(resource), directory.resolve("load.xml"));
        }
        Files.writeString(
                directory.resolve("ports.csv"),
                IntStream.range(0, 5000)
                        .mapToObj(call -> (firstMediaPort + 2 * call) + ";\n")
                        .collect(Collectors.joining("", "SEQUENTIAL\n", "")));
        List<String> words = new ArrayList<>(List.of("sipp"));
        words.addAll(more);
        words.addAll(List.of("-sf", "load.xml", "-inf", "ports.csv", "-nostdin", "-i", party.address));
        words.addAll(List.of("-p", Integer.toString(party.port), "-trace_logs", "-log_file", "media.txt"));
        words.addAll(List.of("-trace_err", "-error_file", "errors.txt", "-buff_size", "2000000"));
        Process process = party.zone.call(() -> new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("screen.txt").toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start());
        return new SippLoad(process, directory);
    }

    /** Whether calls are not over yet. */
    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits until all calls are over. */
    Outcome await(long limitSeconds) throws IOException, InterruptedException {
        if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
            throw new IOException("SIPp still runs after " + limitSeconds + " s");
        }
        String screen = read("screen.txt");
        return new Outcome(last(SUCCESSFUL, screen), last(FAILED, screen), setupTimes());
    }

    /** Where the other end wants media, by our own media port; of calls that used a port in turn, the last one counts. */
    Map<Integer, InetSocketAddress> media() throws IOException {
        return read("media.txt")
                .lines()
                .map(line -> line.split(" ", -1))
                .collect(Collectors.toMap(
                        words -> Integer.parseInt(words[0]),
                        words -> new InetSocketAddress(words[1], Integer.parseInt(words[2])),
                        (_, later) -> later));
    }

    /** Ends it, and prints what went wrong, as SIPp says. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        String errors = read("errors.txt");
        if (!errors.isEmpty()) {
            System.err.println("SIPp: " + errors.substring(0, Math.min(SHOWN_ERRORS, errors.length())));
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private List<Double> setupTimes() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            Path times = files.filter(file -> file.toString().endsWith("_rtt.csv"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(times).stream()
                    .skip(1)
                    .map(line -> Double.parseDouble(line.split(";", -1)[1]))
                    .sorted()
                    .toList();
        }
    }

    private String read(String file) throws IOException {
        Path path = directory.resolve(file);
        return Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
    }

    private static int last(Pattern pattern, String screen) {
        Matcher matcher = pattern.matcher(screen);
        int found = 0;
        while (matcher.find()) {
            found = Integer.parseInt(matcher.group(1));
        }
        return found;
    }
}
