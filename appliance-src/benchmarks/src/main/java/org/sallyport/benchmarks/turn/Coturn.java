package org.sallyport.benchmarks.turn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.sallyport.benchmarks.process.Ending;
import org.sallyport.benchmarks.process.Measured;
import org.sallyport.core.pki.IdentityFiles;

/** The daemon of Debian's package {@code coturn}. */
record Coturn(Process process) implements Server {
    private static final Path PROGRAM = Path.of("/usr/bin/turnserver");
    private static final String HOST = "127.3.0.2";

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** Starts one with its default threads; its certificate lies in a directory. */
    static Coturn start(Path directory) throws IOException {
        IdentityFiles identity = new IdentityFiles(directory, "sallyport", () -> List.of(HOST), Clock.systemUTC());
        identity.read();
        Coturn coturn = new Coturn(new ProcessBuilder(
                        PROGRAM.toString(),
                        "-n",
                        "--listening-ip=" + HOST,
                        "--relay-ip=" + HOST,
                        "--listening-port=" + PORT,
                        "--tls-listening-port=" + TLS_PORT,
                        "--min-port=" + FIRST_RELAYED_PORT,
                        "--max-port=" + LAST_RELAYED_PORT,
                        "--cert=" + identity.files().getLast(),
                        "--pkey=" + identity.files().getFirst(),
                        "--lt-cred-mech",
                        "--user=" + Credential.USER + ":" + Credential.PASSWORD,
                        "--realm=" + Credential.REALM,
                        "--allow-loopback-peers",
                        "--no-cli",
                        "--no-stdout-log",
                        "--log-file=/dev/null",
                        "--pidfile=" + directory.resolve("coturn.pid"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        coturn.awaitReady();
        return coturn;
    }

    @Override
    public String name() {
        return "coturn";
    }

    @Override
    public String host() {
        return HOST;
    }

    @Override
    public Measured measured() {
        return new Measured(process.toHandle());
    }

    @Override
    public void close() {
        Ending.of(process);
    }
}
