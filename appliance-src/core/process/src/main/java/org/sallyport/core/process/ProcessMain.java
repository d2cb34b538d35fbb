package org.sallyport.core.process;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.sallyport.base.lifecycle.OpenParts;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.telemetry.logs.Logging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a process: start, run until told to stop, stop in order. */
public final class ProcessMain {
    /** The command line or the settings file cannot be used. */
    public static final int EXIT_INVALID_INPUT = 2;

    /** Something needed could not be had: a port, a directory. */
    public static final int EXIT_NOT_STARTED = 1;

    private ProcessMain() {}

    /** Puts a process together; whatever it throws ends the process with its message. */
    @FunctionalInterface
    public interface Composition {
        void compose(ProcessFrame frame) throws Exception;
    }

    /**
     * Runs a process until it gets SIGTERM or SIGINT, then closes its parts. Does not return when it cannot start: the
     * reason goes to the log and the exit status says which kind.
     *
     * @param changelogs of the tables that this process uses, such as {@code db/settings.sql}
     */
    public static void run(String name, String[] arguments, List<String> changelogs, Composition composition) {
        Logging.start(name);
        Logger log = LoggerFactory.getLogger(ProcessMain.class);
        OpenParts parts = new OpenParts();
        ServiceState state = ServiceState.of(System.getenv());
        try {
            ProcessFrame frame = ProcessFrame.open(name, ProcessArguments.parse(List.of(arguments)), changelogs, parts);
            composition.compose(frame);
            state.ready(frame.deadlines());
        } catch (InvalidInputException e) {
            e.problems().forEach(problem -> log.error("{}", problem));
            parts.close();
            System.exit(EXIT_INVALID_INPUT);
        } catch (Exception e) {
            log.error("The {} cannot start: {}", name, e.getMessage(), e);
            parts.close();
            System.exit(EXIT_NOT_STARTED);
        }
        awaitEnd(parts, state);
    }

    private static void awaitEnd(OpenParts parts, ServiceState state) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            state.stopping();
            parts.close();
            stopped.countDown();
        }));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
