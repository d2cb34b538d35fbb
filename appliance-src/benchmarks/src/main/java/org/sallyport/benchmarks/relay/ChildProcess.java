package org.sallyport.benchmarks.relay;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A relay in a child JVM that takes the parties' ports on its standard input and answers with its own. */
final class ChildProcess implements Subject {
    private final String name;
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.in = process.outputWriter();
        this.out = process.inputReader();
    }

    /** Starts the main class of a relay. */
    static ChildProcess start(String name, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ChildProcess(name, process);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Ends> open(List<Ends> parties) throws IOException {
        in.write(parties.size() + "\n");
        for (Ends party : parties) {
            in.write(party.external().getPort() + " " + party.internal().getPort() + "\n");
        }
        in.flush();
        List<Ends> ports = new ArrayList<>();
        for (int i = 0; i < parties.size(); i++) {
            String line = out.readLine();
            if (line == null) {
                throw new EOFException(name + " ended before it had opened stream " + i);
            }
            int blank = line.indexOf(' ');
            ports.add(new Ends(
                    address(EXTERNAL_HOST, line.substring(0, blank)),
                    address(INTERNAL_HOST, line.substring(blank + 1))));
        }
        return ports;
    }

    private static InetSocketAddress address(String host, String port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(port));
    }

    @Override
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
