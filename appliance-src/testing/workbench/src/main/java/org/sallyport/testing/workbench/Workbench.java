package org.sallyport.testing.workbench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.sallyport.base.address.Side;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.ProcessSettings;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.testing.postgres.EmbeddedPostgres;

/**
 * Runs Sallyport on one machine: PostgreSQL with its data in the state directory, director and manager, until it is
 * signalled.
 */
public final class Workbench {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int FAILED = 1;

    /** Room for the 1000 calls that the settings allow; without a bound it would take a quarter of the machine. */
    private static final List<String> DIRECTOR_FLAGS = List.of("-Xmx768m");

    /** It serves people, so quick start and little memory go before peak speed. */
    private static final List<String> MANAGER_FLAGS = List.of("-XX:TieredStopAtLevel=1", "-Xmx160m");

    private final Arguments arguments;
    private final PrintStream output;
    private final long started = System.nanoTime();
    private final CountDownLatch stop = new CountDownLatch(1);

    private Workbench(Arguments arguments, PrintStream output) {
        this.arguments = arguments;
        this.output = output;
    }

    /** Starts everything; ends with status 2 when command line or settings are wrong, 1 when something cannot start. */
    public static void main(String... words) {
        System.exit(run(System.out, words));
    }

    private static int run(PrintStream output, String... words) {
        try {
            Workbench workbench = new Workbench(Arguments.parse(words), output);
            CountDownLatch done = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> workbench.stopAndAwait(done), "stop"));
            try {
                return workbench.run();
            } finally {
                done.countDown();
            }
        } catch (IllegalArgumentException e) {
            output.println(e.getMessage());
            return SupervisedProcess.REFUSED;
        } catch (InvalidInputException e) {
            output.println("The settings are refused:\n" + e.getMessage());
            return SupervisedProcess.REFUSED;
        } catch (IOException e) {
            output.println(e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private void stopAndAwait(CountDownLatch done) {
        stop.countDown();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int run() throws IOException, InterruptedException {
        Files.createDirectories(arguments.state());
        WorkbenchSettings settings = WorkbenchSettings.read(arguments.state(), arguments.settings());
        List<String> taken = TakenPorts.find(settings.file().process(), settings.settings());
        if (!taken.isEmpty()) {
            throw new IOException(String.join("\n", taken));
        }
        if (!settings.needsDatabase()) {
            return run(settings, settings.write());
        }
        say("starting PostgreSQL");
        EmbeddedPostgres database = EmbeddedPostgres.start(arguments.state().resolve("postgresql"));
        try (SupervisedDatabase _ = new SupervisedDatabase(database, output, FIRST_PAUSE)) {
            return run(settings, settings.write(database));
        }
    }

    private int run(WorkbenchSettings settings, Path file) throws InterruptedException {
        say("starting director and manager");
        Refusal refusal = new Refusal();
        try (SupervisedProcess director = start("director", DIRECTOR_FLAGS, file, refusal);
                SupervisedProcess manager = start("manager", MANAGER_FLAGS, file, refusal);
                Readiness readiness = new Readiness(settings.file().process())) {
            if (readiness.await(stop)) {
                sayReady(settings);
            }
            stop.await();
            say("stopping " + manager.name() + " and " + director.name());
        }
        return refusal.status;
    }

    private SupervisedProcess start(String name, List<String> flags, Path settings, Refusal refusal) {
        List<String> command = new ArrayList<>(List.of(
                "setpriv",
                "--pdeathsig",
                "TERM",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC"));
        command.addAll(flags);
        command.addAll(List.of(
                "-jar",
                arguments.apps().resolve(Path.of(name, "target", name + ".jar")).toString(),
                "--settings",
                settings.toString()));
        return new SupervisedProcess(name, command, output, FIRST_PAUSE, refusal::of);
    }

    private void sayReady(WorkbenchSettings settings) {
        ProcessSettings process = settings.file().process();
        CallServer callServer = settings.settings().sip().callServer();
        double seconds = (System.nanoTime() - started) / 1e9;
        output.printf(Locale.ROOT, "%nSallyport is ready after %.1f s.%n", seconds);
        line("Console", Readiness.console(process) + " (with a certificate made here: the browser will ask)");
        Path password = process.stateDirectory().resolve("initial-password");
        if (Files.exists(password)) {
            line("First log-in", "admin, with the password in " + password);
        }
        line("SIP outside", listeners(settings, Side.EXTERNAL));
        line("SIP inside", listeners(settings, Side.INTERNAL));
        line("Call server", callServer.host() + ":" + callServer.port() + " " + callServer.transport());
        line("Command line", "STATE=" + arguments.state() + " appliance-src/build/sallyport login admin");
        line("A call to watch", "make demo");
        line("Stop", "Ctrl-C");
        output.println();
    }

    private void line(String what, String value) {
        output.printf(Locale.ROOT, "  %-16s %s%n", what, value);
    }

    private static String listeners(WorkbenchSettings settings, Side side) {
        return settings.settings().sip().listeners().stream()
                .filter(listener -> listener.side() == side)
                .map(Workbench::listener)
                .collect(Collectors.joining(", "));
    }

    private static String listener(SipListener listener) {
        return listener.transport() + " " + listener.address().bound().getHostString() + ":"
                + listener.address().bound().getPort();
    }

    private void say(String what) {
        output.println("workbench | " + what);
    }

    /** A process will not run with these settings, so neither does the workbench. */
    private final class Refusal {
        private volatile int status;

        private void of(int refused) {
            status = refused;
            stop.countDown();
        }
    }
}
