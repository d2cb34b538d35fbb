package org.sallyport.apps.hostd;

import java.util.List;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.telemetry.logs.Logging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands that need root: {@code hostd COMMAND [OPTION VALUE]...}. */
public final class Hostd {
    static final int EXIT_FAILED = 1;
    static final int EXIT_INVALID_INPUT = 2;

    private Hostd() {}

    /** Runs a command and ends with its status: 0, 1 when it failed, 2 when what it was given cannot be used. */
    public static void main(String[] arguments) {
        Logging.start("hostd");
        System.exit(run(List.of(arguments)));
    }

    static int run(List<String> arguments) {
        Logger log = LoggerFactory.getLogger(Hostd.class);
        try {
            Command command = Command.of(arguments.isEmpty() ? "" : arguments.getFirst());
            return command.run(HostdOptions.parse(arguments.stream().skip(1).toList()));
        } catch (InvalidInputException e) {
            e.problems().forEach(problem -> log.error("{}", problem));
            return EXIT_INVALID_INPUT;
        } catch (Exception e) {
            log.error("hostd cannot do that: {}", e.getMessage(), e);
            return EXIT_FAILED;
        }
    }
}
