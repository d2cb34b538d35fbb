package org.sallyport.testing.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sallyport.base.id.Ids;

/**
 * The files of one server: {@code pgdata} (the server's own), {@code password} (ours, mode 0600), {@code postgresql.log}.
 *
 * <p>Where the account cannot reach the directory, as when it lies below {@code /root}, the server sees it through a bind
 * mount in a mount namespace of its own.
 *
 * @param directory holds all of it
 * @param seen the same directory as the server sees it
 * @param binaries where the server's programs are
 * @param account whom they run as
 */
record Cluster(Path directory, Path seen, Path binaries, Account account) {
    static final String SUPERUSER = "sallyport";

    private static final long COMMAND_SECONDS = 120;

    /** Opens the files of a server, making them at the first start. */
    static Cluster open(Path directory, boolean durable) throws IOException {
        Account account = Account.choose();
        Path absolute = directory.toAbsolutePath();
        Files.createDirectories(absolute);
        if (account.startedByRoot()) {
            Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx--x--x"));
        }
        Cluster direct = new Cluster(absolute, absolute, PostgresBinaries.unpacked(account), account);
        Cluster cluster = direct.reachable() ? direct : direct.throughBindMount();
        if (!Files.isDirectory(cluster.data())) {
            cluster.initialise(durable);
        }
        return cluster;
    }

    Path data() {
        return directory.resolve("pgdata");
    }

    Path log() {
        return directory.resolve("postgresql.log");
    }

    Path passwordFile() {
        return directory.resolve("password");
    }

    /** A command line that runs one of the server's programs as the account. */
    List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (!seen.equals(directory)) {
            command.addAll(List.of("unshare", "--mount", "--propagation", "private", "--", "sh", "-c"));
            command.add("mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"");
            command.addAll(List.of("sh", directory.toString(), seen.toString()));
        }
        command.addAll(account.prefix());
        command.add(program);
        command.addAll(arguments);
        return command;
    }

    String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    /** Removes what a mounted cluster left in the file system beside its directory. */
    void forget() throws IOException {
        if (!seen.equals(directory)) {
            Files.deleteIfExists(seen);
        }
    }

    private boolean reachable() throws IOException {
        return !account.startedByRoot()
                || run("test", List.of("-x", seen.toString())).isEmpty();
    }

    private Cluster throughBindMount() throws IOException {
        Path mountPoint = Files.createTempDirectory(Path.of("/run"), "sallyport-postgres-");
        Files.setPosixFilePermissions(mountPoint, PosixFilePermissions.fromString("rwx--x--x"));
        Cluster mounted = new Cluster(directory, mountPoint, binaries, account);
        Optional<String> failure = mounted.run("true", List.of());
        if (failure.isPresent()) {
            Files.delete(mountPoint);
            throw new IOException(
                    "The account '" + account.name() + "', which PostgreSQL runs as, cannot reach " + directory
                            + ", and a bind mount failed: " + failure.get()
                            + " Choose a state directory that every account can pass through, such as /var/lib/sallyport.");
        }
        return mounted;
    }

    /** Makes the data directory aside and moves it in place when complete, so that an interrupted start leaves none. */
    private void initialise(boolean durable) throws IOException {
        Path fresh = directory.resolve("pgdata.new");
        if (Files.exists(fresh)) {
            PostgresBinaries.deleteTree(fresh);
        }
        Files.createDirectory(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(fresh);
        String password = Ids.secret();
        Path handedOver = privateFile(directory.resolve("password.new"), password);
        account.own(handedOver);
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + seen.resolve("pgdata.new"),
                "--username=" + SUPERUSER,
                "--pwfile=" + seen.resolve("password.new"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-instructions"));
        if (!durable) {
            arguments.add("--no-sync");
        }
        Optional<String> failure = run(program("initdb"), arguments);
        Files.delete(handedOver);
        if (failure.isPresent()) {
            throw new IOException("initdb failed: " + failure.get());
        }
        privateFile(passwordFile(), password);
        Files.move(fresh, data());
    }

    private static Path privateFile(Path path, String content) throws IOException {
        Files.deleteIfExists(path);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(path, content);
    }

    /** Runs a command to its end; what it printed if it failed. */
    private Optional<String> run(String program, List<String> arguments) throws IOException {
        Path output = Files.createTempFile("sallyport-postgres-", ".out");
        try {
            Process process = new ProcessBuilder(command(program, arguments))
                    .directory(binaries.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of(program + " took longer than " + COMMAND_SECONDS + " s");
            }
            return process.exitValue() == 0 ? Optional.empty() : Optional.of(Files.readString(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + program, e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
