package org.sallyport.apps.manager;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.pki.AnyCertificate;
import org.sallyport.core.pki.IdentityFiles;
import org.sallyport.testing.postgres.DatabaseAccess;
import org.sallyport.testing.postgres.EmbeddedPostgres;
import org.sallyport.testing.time.Eventually;

final class ManagerTest {
    private static final String COMMAND = "org.sallyport.management.cli.Sallyport";
    private static final Duration START = Duration.ofSeconds(90);
    /** Files are looked at every few seconds; a broken pair is reported at the second look. */
    private static final Duration PICK_UP = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private int port;

    private JavaProcess manager(String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("--settings", settings().toString()));
        arguments.addAll(List.of(more));
        return new JavaProcess(directory, Manager.class.getName(), arguments);
    }

    private Path settings() throws IOException {
        Path file = directory.resolve("settings.yaml");
        if (Files.exists(file)) {
            return file;
        }
        DatabaseAccess database = EmbeddedPostgres.shared().createDatabase();
        Path password = Files.writeString(directory.resolve("password"), database.password());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        return Files.writeString(
                file, """
                process:
                  state-directory: %s
                  database-url: %s
                  database-user: %s
                  database-password-file: %s
                  management-port: %d
                """.formatted(directory.resolve("state"), database.jdbcUrl(), database.user(), password, port));
    }

    private static void awaitConsole(JavaProcess manager) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (!manager.output().contains("console and API are at")) {
            assertThat(manager.isAlive()).as(manager.output()).isTrue();
            assertThat(System.nanoTime()).as(manager.output()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** Runs the command; its output goes with a status that was not expected. */
    private String sallyport(int status, String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of(
                "--url",
                "https://localhost:" + port,
                "--ca",
                directory.resolve("state/tls/management/certificate.pem").toString()));
        try (JavaProcess command = new JavaProcess(directory, COMMAND, arguments)) {
            assertThat(command.await())
                    .as(String.join(" ", words) + "\n" + command.output())
                    .isEqualTo(status);
            return command.output();
        }
    }

    @Test
    void isAdministeredByTheCommandWhileTheDirectorIsAway() throws Exception {
        try (JavaProcess manager = manager()) {
            awaitConsole(manager);
            Path initial = directory.resolve("state/initial-password");
            assertThat(manager.output())
                    .contains(initial.toString())
                    .doesNotContain(Files.readString(initial).strip());
            sallyport(6, "health");
            sallyport(3, "status");
            sallyport(0, "login", "admin", "--password-file", initial.toString());
            sallyport(3, "users", "list");
            Path fresh = Files.writeString(directory.resolve("fresh"), "correct horse battery");
            sallyport(0, "password", "--current-file", initial.toString(), "--new-file", fresh.toString());
            assertThat(sallyport(0, "users", "list")).contains("admin", "ADMINISTRATOR");
            assertThat(sallyport(0, "status", "-o", "json")).contains("\"director\" : null");
            assertThat(sallyport(6, "calls", "list")).contains("director");
            sallyport(4, "history", "show", "0".repeat(32));
            sallyport(7, "settings", "set", "capacity.max-calls=-5");
            sallyport(0, "settings", "set", "capacity.max-calls=33");
            assertThat(sallyport(0, "settings", "diff")).contains("capacity.max-calls", "33");
            sallyport(0, "settings", "commit", "-m", "fewer");
            assertThat(sallyport(0, "settings", "show", "capacity", "-o", "yaml"))
                    .contains("max-calls: 33");
            sallyport(5, "settings", "confirm");
            sallyport(0, "history", "export", directory.resolve("calls.csv").toString());
            assertThat(directory.resolve("calls.csv")).content().startsWith("id,started,");
            manager.terminate();
            assertThat(manager.await()).isEqualTo(143);
            sallyport(6, "users", "list");
        }
    }

    @Test
    void takesUpANewCertificateAndKeepsItWhenTheNextIsBroken() throws Exception {
        Path identity = directory.resolve("state/tls/management");
        try (JavaProcess manager = manager()) {
            awaitConsole(manager);
            Path initial = directory.resolve("state/initial-password");
            sallyport(0, "login", "admin", "--password-file", initial.toString());
            Path fresh = Files.writeString(directory.resolve("fresh"), "correct horse battery");
            sallyport(0, "password", "--current-file", initial.toString(), "--new-file", fresh.toString());
            Certificate first = shown();
            try (SSLSocket early = connect()) {
                place(identity, make("next"));
                Eventually.until(PICK_UP, () -> said(manager), () -> !shown().equals(first));
                early.getOutputStream()
                        .write("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
                assertThat(new String(early.getInputStream().readNBytes(5), US_ASCII))
                        .isEqualTo("HTTP/");
            }
            Certificate second = shown();
            place(identity, Map.of("key.pem", make("other").get("key.pem")));
            Eventually.until(
                    PICK_UP, () -> said(manager), () -> alarms().contains("management.tls.certificate-refused"));
            assertThat(alarms())
                    .contains(
                            "belongs to key.pem",
                            identity.resolve("certificate.pem").toString());
            assertThat(shown()).isEqualTo(second);
            place(identity, make("last"));
            Eventually.until(PICK_UP, () -> said(manager), () -> !shown().equals(second));
            assertThat(alarms()).doesNotContain("certificate-refused");
        }
    }

    private static String said(JavaProcess process) {
        try {
            return process.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String alarms() {
        try {
            return sallyport(0, "alarms", "-o", "json");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Key and certificate of a new identity, as files. */
    private Map<String, String> make(String name) throws Exception {
        Path made = directory.resolve(name);
        var _ = new IdentityFiles(made, "localhost", () -> List.of("localhost"), Clock.systemUTC()).read();
        return Map.of(
                "key.pem", Files.readString(made.resolve("key.pem")),
                "certificate.pem", Files.readString(made.resolve("certificate.pem")));
    }

    private static void place(Path where, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(where.resolve(file.getKey()), file.getValue());
        }
    }

    private SSLSocket connect() throws IOException {
        SSLSocket socket =
                (SSLSocket) AnyCertificate.context().getSocketFactory().createSocket("localhost", port);
        socket.startHandshake();
        return socket;
    }

    private Certificate shown() {
        try (SSLSocket socket = connect()) {
            return socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void endsWithTheReasonWhenThePortIsTaken() throws Exception {
        Path file = settings();
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                JavaProcess manager = manager()) {
            assertThat(manager.await()).as(manager.output()).isEqualTo(1);
            assertThat(manager.output()).contains("cannot listen on", Integer.toString(port));
        }
        assertThat(file).exists();
    }

    @Test
    void namesEveryFaultOfTheSettingsFile() throws Exception {
        settings();
        Path faulty =
                Files.writeString(directory.resolve("faulty.yaml"), "process: {management-port: 99999, colour: red}\n");
        try (JavaProcess manager = manager("--settings", faulty.toString())) {
            assertThat(manager.await()).isEqualTo(2);
            assertThat(manager.output()).contains("process.management-port", "process.colour");
        }
    }
}
