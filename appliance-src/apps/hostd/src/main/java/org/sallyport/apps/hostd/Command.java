package org.sallyport.apps.hostd;

import java.util.Map;
import java.util.TreeMap;
import org.sallyport.apps.hostd.media.ServingMedia;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/** Something it can be told to do. */
@FunctionalInterface
interface Command {
    /** Does it; the exit status. */
    int run(HostdOptions options) throws Exception;

    /**
     * The command of a word.
     *
     * @throws InvalidInputException when there is none
     */
    static Command of(String word) {
        Map<String, Command> known = new TreeMap<>(Map.of(
                "serve",
                Serving::run,
                "first-boot",
                FirstBooting::run,
                "name-nics",
                NamingNics::run,
                "upgrade",
                options -> options.upgradeSteps().work(),
                "slot-data",
                options -> options.upgradeSteps().startSlot(),
                "confirm",
                options -> options.upgradeSteps().confirm(),
                "media",
                options -> ServingMedia.run(options.socket(), options.peers())));
        Command command = known.get(word);
        if (command == null) {
            throw new InvalidInputException(new Problem(
                    "command",
                    word,
                    word.isEmpty() ? "It is missing." : "It is not known.",
                    "Give one of " + String.join(", ", known.keySet()) + "."));
        }
        return command;
    }
}
