package org.sallyport.testing.interop.kamailio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.sallyport.testing.interop.network.Namespace;
import org.sallyport.testing.interop.network.ZoneProgram;

/** A running Kamailio that registers whoever proves himself by the password {@code open sesame}, and calls him. */
public final class Kamailio implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/kamailio");

    private final ZoneProgram program;

    private Kamailio(ZoneProgram program) {
        this.program = program;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * Starts one.
     *
     * @param address host:port that it listens on, UDP
     */
    public static Kamailio start(Namespace zone, String address) throws Exception {
        Path folder = Files.createTempDirectory("kamailio-");
        Path config = Files.writeString(folder.resolve("registrar.cfg"), config().replace("ADDRESS", address));
        List<String> words =
                List.of(PROGRAM.toString(), "-DD", "-f", config.toString(), "-Y", folder.toString(), "-m", "32");
        return new Kamailio(ZoneProgram.start(zone, folder, words));
    }

    /** Everything it has said. */
    public String log() throws IOException {
        return program.output();
    }

    @Override
    public void close() throws IOException {
        program.close();
    }

    private static String config() throws IOException {
        try (InputStream resource = Kamailio.class.getResourceAsStream("registrar.cfg")) {
            return new String(Objects.requireNonNull(resource, "registrar.cfg").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
