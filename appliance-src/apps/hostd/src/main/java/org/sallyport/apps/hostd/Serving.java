package org.sallyport.apps.hostd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.sallyport.apps.hostd.upgrade.Upgrades;
import org.sallyport.base.lifecycle.OpenParts;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlServer;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.files.FileVerbs;
import org.sallyport.core.control.files.KeptDirectories;
import org.sallyport.core.control.host.HostVerbs;
import org.sallyport.core.control.nic.NicVerbs;
import org.sallyport.core.control.plate.PlateVerbs;
import org.sallyport.core.control.setup.SetUpVerbs;
import org.sallyport.core.control.upgrade.UpgradeVerbs;
import org.sallyport.core.host.apply.HostApplication;
import org.sallyport.core.host.apply.HostChangeException;
import org.sallyport.core.host.apply.HostFiles;
import org.sallyport.core.host.apply.NetworkTrial;
import org.sallyport.core.host.apply.TrialFiles;
import org.sallyport.core.host.firstboot.FirstBoot;
import org.sallyport.core.host.nic.probe.KernelAddresses;
import org.sallyport.core.host.nic.probe.NicProbe;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.program.SystemPrograms;
import org.sallyport.core.process.ServiceState;
import org.sallyport.core.settings.layers.SettingsFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command {@code serve}: brings the machine into the state last confirmed, then answers the verbs. */
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    /** Longer than any program takes by itself, the step of the first boot among them, on a machine that hardly gets on. */
    private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(150);

    private Serving() {}

    static int run(HostdOptions options) throws IOException, InterruptedException {
        OpenParts parts = new OpenParts();
        ServiceState state = ServiceState.of(System.getenv());
        try {
            SettingsFile file = SettingsFile.read(options.settings());
            Deadlines deadlines = open(options, file, new SystemPrograms(PROGRAM_LIMIT), parts);
            state.ready(deadlines);
            awaitEnd(parts, state);
            return 0;
        } finally {
            parts.close();
        }
    }

    /** Opens everything; the verbs come last. */
    static Deadlines open(HostdOptions options, SettingsFile file, Programs programs, OpenParts parts)
            throws IOException {
        LiveObjects liveObjects = new LiveObjects();
        Deadlines deadlines = parts.keep(new Deadlines(liveObjects));
        HostFiles files = options.hostFiles(file.process().managementPort());
        NetworkTrial trial = new NetworkTrial(
                new HostApplication(files, programs), new TrialFiles(options.state()), deadlines, Clock.systemUTC());
        bring(() -> trial.recover(file.defaults()));
        Nics nics = new Nics(
                () -> new NicProbe(options.root()).read(new KernelAddresses(programs)),
                options.nicMap(),
                FoundAtStart.read(options.foundAtStart()),
                programs,
                deadlines,
                () -> bring(trial::renew));
        FirstBoot firstBoot = new FirstBoot(options.firstBoot(), files, Clock.systemUTC());
        if (!isDone(firstBoot)) {
            SettingUp setUp = new SettingUp(
                    firstBoot,
                    options.consoleAnswers(),
                    programs,
                    () -> trial.begin(options.settingsFile().defaults()));
            parts.keep(new ControlServer(
                    options.setUpSocket(),
                    options.consoleRule(),
                    verbs(List.of(SetUpVerbs.of(setUp), NicVerbs.of(nics))),
                    deadlines,
                    liveObjects));
        }
        Machine machine = new Machine(trial, programs, files.consolePort());
        Terminals terminals = parts.keep(new Terminals(
                options.console(), machine, nics, () -> isDone(firstBoot), programs, deadlines, Clock.systemUTC()));
        parts.keep(new ControlServer(
                options.socket(),
                options.peers(),
                verbs(List.of(
                        HostVerbs.of(machine),
                        NicVerbs.of(nics),
                        PlateVerbs.of(terminals),
                        FileVerbs.of(KeptDirectories.readable(Map.of("etc", options.configuration()))),
                        UpgradeVerbs.of(new Upgrades(options.upgradePlaces(), programs, Clock.systemUTC())))),
                deadlines,
                liveObjects));
        terminals.start();
        LOG.info("hostd answers at {}", options.socket());
        return deadlines;
    }

    private static Map<String, Verb> verbs(List<Map<String, Verb>> parts) {
        Map<String, Verb> verbs = new HashMap<>();
        parts.forEach(verbs::putAll);
        return verbs;
    }

    private static boolean isDone(FirstBoot firstBoot) {
        try {
            return firstBoot.isDone();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A step towards the state that was confirmed. */
    @FunctionalInterface
    private interface Step {
        void take() throws HostChangeException;
    }

    /** What cannot be brought about must not keep an administrator from asking for something else. */
    private static void bring(Step step) {
        try {
            step.take();
        } catch (HostChangeException e) {
            LOG.error("the network is not in the state that was confirmed: {}", e.getMessage());
        }
    }

    private static void awaitEnd(OpenParts parts, ServiceState state) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            state.stopping();
            parts.close();
            stopped.countDown();
        }));
        stopped.await();
    }
}
