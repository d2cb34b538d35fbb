package org.sallyport.testing.interop.sipp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sallyport.testing.interop.network.Namespace;

/**
 * A running SIPp with one of our scenarios. Its files are gone when it is closed.
 *
 * <p>Scenarios are resources of this package, named like the party and what it does.
 */
public final class Sipp implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SippControl control;
    private final Process process;
    private final Path directory;

    private Sipp(Process process, SippControl control, Path directory) {
        this.process = process;
        this.control = control;
        this.directory = directory;
    }

    /** SIP transports and how SIPp is told them; Debian's SIPp speaks no TLS itself. */
    public enum Transport {
        UDP("u1"),
        /** TCP to a {@link TlsBridge}, but TLS in what the messages say. */
        TLS("t1"),
        TCP("t1");

        private final String option;

        Transport(String option) {
            this.option = option;
        }
    }

    /**
     * What to run.
     *
     * @param scenario name of the resource, without suffix
     * @param zone where it runs
     * @param address its own address
     * @param port its own port
     * @param peer host:port it calls; empty for a scenario that waits for calls
     * @param keys values for the scenario's {@code [name]} keywords
     */
    public record Party(
            String scenario,
            Namespace zone,
            Transport transport,
            String address,
            int port,
            String peer,
            Map<String, String> keys) {}

    /** Starts it. */
    public static Sipp start(Party party) throws Exception {
        Path directory = Files.createTempDirectory("sipp-");
        SippControl control = new SippControl(party.zone());
        List<String> words = command(party, directory, control.address());
        Process process = party.zone()
                .call(() -> new ProcessBuilder(words)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("screen.txt").toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .start());
        return new Sipp(process, control, directory);
    }

    /** Waits until the scenario reports the media the other end asked for. */
    public RemoteMedia awaitMedia() throws IOException {
        return RemoteMedia.parse(awaitReport("Host"));
    }

    /** Waits until whoever pings a party that answers calls has seen it answer: its second OPTIONS comes after that. */
    public void awaitPinged() throws IOException {
        awaitReport("Ping");
        awaitReport("Ping");
    }

    /** Waits until a party that answers calls has been hung up. */
    public void awaitEnd() throws IOException {
        awaitReport("Ended");
    }

    /** What a registrar has granted: a contact, and how long it holds. */
    public record Granted(String contact, String expires) {}

    /** Waits until a registrar has granted a contact. */
    public Granted awaitRegistered() throws IOException {
        Map<String, String> report = awaitReport("Contact");
        return new Granted(report.getOrDefault("Contact", ""), report.getOrDefault("Expires", ""));
    }

    private Map<String, String> awaitReport(String name) throws IOException {
        try {
            Map<String, String> report = control.awaitReport();
            while (!report.containsKey(name)) {
                report = control.awaitReport();
            }
            return report;
        } catch (IOException e) {
            throw new IOException("no " + name + " from SIPp: " + e.getMessage() + "\n" + errors() + messages(), e);
        }
    }

    /** Lets the scenario go on from where it waits. */
    public void goOn() throws IOException {
        control.goOn();
    }

    /**
     * Waits for the scenario's end.
     *
     * @throws IOException with the messages exchanged, when a call failed or did not end in 60 s
     */
    public void awaitSuccess() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("SIPp still runs\n" + errors() + messages());
        }
        if (process.exitValue() != 0) {
            throw new IOException("SIPp ended with " + process.exitValue() + "\n" + errors() + messages());
        }
    }

    /** Ends the party without a word to its peer, as a power cut does. */
    public void vanish() {
        process.destroyForcibly().onExit().join();
    }

    /** All SIP messages it sent and received so far. */
    public String messages() throws IOException {
        return read("messages.txt");
    }

    @Override
    public void close() throws IOException {
        vanish();
        control.close();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private String errors() throws IOException {
        return read("errors.txt");
    }

    private String read(String file) throws IOException {
        Path path = directory.resolve(file);
        return Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
    }

    private static List<String> command(Party party, Path directory, String control) throws IOException {
        Path scenario = directory.resolve("scenario.xml");
        try (InputStream resource = Sipp.class.getResourceAsStream(party.scenario() + ".xml")) {
            Files.copy(Objects.requireNonNull(resource, party.scenario()), scenario);
        }
        List<String> words = new ArrayList<>(List.of("sipp"));
        if (!party.peer().isEmpty()) {
            words.addAll(List.of(party.peer(), "-m", "1"));
        }
        words.addAll(List.of("-sf", scenario.toString(), "-nostdin", "-t", party.transport().option));
        words.addAll(List.of("-i", party.address(), "-p", Integer.toString(party.port())));
        if (Files.readString(scenario).contains("<sendCmd")) {
            words.addAll(List.of("-3pcc", control));
        }
        words.addAll(List.of("-trace_msg", "-message_file", "messages.txt", "-trace_err", "-error_file", "errors.txt"));
        words.addAll(List.of("-key", "sip_transport", party.transport().name()));
        party.keys().forEach((key, value) -> words.addAll(List.of("-key", key, value)));
        return words;
    }
}
