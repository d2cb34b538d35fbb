package org.sallyport.apps.hostd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.apps.hostd.upgrade.UpgradePlaces;
import org.sallyport.apps.hostd.upgrade.UpgradeSteps;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.PeerRule;
import org.sallyport.core.host.apply.HostFiles;
import org.sallyport.core.host.files.Distribution;
import org.sallyport.core.host.firstboot.FirstBoot;
import org.sallyport.core.host.nic.map.NicMapFile;
import org.sallyport.core.settings.layers.SettingsFile;

/**
 * Where things are; every one has the place that it has on the appliance.
 *
 * @param root of the system that is configured
 * @param settings files, the later one over those before; first boot writes the last
 * @param state directory of what must last
 * @param socket on which verbs are answered
 * @param console directory of what the terminals of the machine need
 * @param group that may connect to it; empty for that of the process
 * @param users that are answered
 * @param trial how long what is new may take after an upgrade until it is well
 */
record HostdOptions(
        Path root,
        List<Path> settings,
        Path state,
        Path socket,
        Path console,
        Optional<String> group,
        Set<String> users,
        Duration trial) {
    private static final List<String> KNOWN =
            List.of("--root", "--settings", "--state", "--socket", "--console", "--group", "--user", "--trial");

    /**
     * On hardware the services are up a minute after the start; under emulation on a busy machine 400 s were seen. A machine that is
     * not well is without calls so long.
     */
    private static final Duration TRIAL = Duration.ofMinutes(10);

    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,4}");

    private static final String CONSOLE = "sallyport-tty";

    private static final List<String> SETTINGS =
            List.of("/opt/sallyport/current/manager/appliance.yaml", "/data/sallyport/settings/settings.yaml");

    /** Which adapter has which name. */
    Path nicMap() {
        return state.resolve("nic-map.json");
    }

    /** What was found as the adapters were named; it lies beside the socket, where nothing outlasts the next start. */
    Path foundAtStart() {
        return socket.resolveSibling("nics-at-start.json");
    }

    /** What an operator gives this machine beside its settings: authorities of upgrades and of peers. */
    Path configuration() {
        return root.resolve("etc/sallyport");
    }

    /** Where the installer left its answers. */
    Path installerAnswers() {
        return state.resolve("installer-answers.conf");
    }

    /** Where the answers of a person at the machine are until they are in force. */
    Path consoleAnswers() {
        return state.resolve("console-answers.conf");
    }

    /** Where the answers of the first boot go. */
    FirstBoot.Places firstBoot() {
        return new FirstBoot.Places(
                settings.getLast(), state.resolve("first-boot.json"), state.resolveSibling("manager"));
    }

    /** On which the verbs of the set-up are answered, and no others. */
    Path setUpSocket() {
        return console.resolve("set-up.sock");
    }

    /** Who is answered there: the user that a terminal of the machine asks as, and of a trial on another machine its own. */
    PeerRule consoleRule() {
        return group.isPresent()
                ? new PeerRule(Optional.of(CONSOLE), Set.of("root", CONSOLE))
                : new PeerRule(Optional.empty(), users);
    }

    /** Who is answered at the socket. */
    PeerRule peers() {
        return new PeerRule(group, users);
    }

    /** Where upgrades find and put things. */
    UpgradePlaces upgradePlaces() {
        return new UpgradePlaces(root, state);
    }

    /** The steps of an upgrade that are processes of their own. */
    UpgradeSteps upgradeSteps() {
        return new UpgradeSteps(upgradePlaces(), settingsFile().process().controlSocket(), trial);
    }

    /** The configuration of the machine on its disk. */
    HostFiles hostFiles(int port) {
        NicMapFile map = new NicMapFile(nicMap());
        return new HostFiles(root, Distribution.of(root), port, map::mac);
    }

    /** Port of console and API, which the packet filter lets in; files that are not there say nothing. */
    int consolePort() {
        return settingsFile().process().managementPort();
    }

    /** The settings files that are there, as one. */
    SettingsFile settingsFile() {
        return SettingsFile.read(settings.stream().filter(Files::exists).toList());
    }

    /**
     * Reads options with their values; {@code --user} and {@code --settings} may be repeated.
     *
     * @throws InvalidInputException with every problem
     */
    static HostdOptions parse(List<String> arguments) {
        Map<String, List<String>> given = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (!KNOWN.contains(option)) {
                problems.add(new Problem(
                        "command line", option, "It is not known.", "Give one of " + String.join(", ", KNOWN) + "."));
            } else if (rest.hasNext()) {
                given.computeIfAbsent(option, _ -> new ArrayList<>()).add(rest.next());
            } else {
                problems.add(new Problem("command line", option, "Its value is missing.", "Give it after the option."));
            }
        }
        Duration trial = trial(given, problems);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new HostdOptions(
                path(given, "--root", "/"),
                given.getOrDefault("--settings", SETTINGS).stream()
                        .map(Path::of)
                        .toList(),
                path(given, "--state", "/data/sallyport/host"),
                path(given, "--socket", "/run/sallyport/hostd.sock"),
                path(given, "--console", "/run/sallyport-tty"),
                Optional.of(last(given, "--group", "sallyport")).filter(group -> !group.isEmpty()),
                Set.copyOf(given.getOrDefault("--user", List.of("root", "sallyport-manager"))),
                trial);
    }

    private static Duration trial(Map<String, List<String>> given, List<Problem> problems) {
        String text = last(given, "--trial", Long.toString(TRIAL.toSeconds()));
        if (!SECONDS.matcher(text).matches()) {
            problems.add(new Problem(
                    "command line", "--trial " + text, "It is no number of seconds.", "Give one from 1 to 99999."));
            return TRIAL;
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    private static Path path(Map<String, List<String>> given, String option, String byDefault) {
        return Path.of(last(given, option, byDefault));
    }

    private static String last(Map<String, List<String>> given, String option, String byDefault) {
        return given.getOrDefault(option, List.of(byDefault)).getLast();
    }
}
