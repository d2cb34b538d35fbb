package org.sallyport.testing.interop.coturn;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.testing.interop.network.Namespace;
import org.sallyport.testing.interop.network.ZoneProgram;

/** {@code turnutils_uclient}, which sends through a TURN server and counts what comes back, and its peer that echoes. */
public final class TurnUtils {
    private static final Path CLIENT = Path.of("/usr/bin/turnutils_uclient");
    private static final Path PEER = Path.of("/usr/bin/turnutils_peer");
    private static final long LIMIT_SECONDS = 60;
    private static final Pattern RECEIVED = Pattern.compile("tot_send_msgs=(\\d+), tot_recv_msgs=(\\d+)");

    private TurnUtils() {}

    public static boolean isInstalled() {
        return Files.isExecutable(CLIENT) && Files.isExecutable(PEER);
    }

    /** Starts a peer that sends back what it gets. */
    public static ZoneProgram peer(Namespace zone, String address, int port) throws Exception {
        Path folder = Files.createTempDirectory("turn-peer-");
        return ZoneProgram.start(
                zone, folder, List.of(PEER.toString(), "-L", address, "-p", Integer.toString(port), "-v"));
    }

    /**
     * What a client counted.
     *
     * @param sent messages
     * @param received of them, back from the peer
     * @param output all that it said
     */
    public record Count(int sent, int received, String output) {}

    /**
     * Runs a client to its end.
     *
     * @param options of {@code turnutils_uclient}, the server's address last
     */
    public static Count run(Namespace zone, List<String> options) throws Exception {
        List<String> words = new ArrayList<>(List.of(CLIENT.toString()));
        words.addAll(options);
        Path output = Files.createTempFile("uclient-", ".txt");
        try {
            Process process = zone.call(() -> new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start());
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return count(Files.readString(output, StandardCharsets.ISO_8859_1));
        } finally {
            Files.delete(output);
        }
    }

    /** The last figures are the final ones. */
    private static Count count(String output) {
        Matcher figures = RECEIVED.matcher(output);
        Count last = new Count(0, 0, output);
        while (figures.find()) {
            last = new Count(Integer.parseInt(figures.group(1)), Integer.parseInt(figures.group(2)), output);
        }
        return last;
    }
}
