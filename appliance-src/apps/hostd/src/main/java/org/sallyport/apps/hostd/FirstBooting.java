package org.sallyport.apps.hostd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.sallyport.core.host.apply.HostFiles;
import org.sallyport.core.host.apply.RunningName;
import org.sallyport.core.host.apply.TrialFiles;
import org.sallyport.core.host.firstboot.AnswerSource;
import org.sallyport.core.host.firstboot.AnswerSources;
import org.sallyport.core.host.firstboot.FirstBoot;
import org.sallyport.core.host.firstboot.FirstBootReport;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.program.SystemPrograms;
import org.sallyport.core.settings.model.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command {@code first-boot}, at every start and before the network comes up: takes the answers that are found while there
 * are none, and sees that the disk holds the network that was confirmed, whatever slot was started and whatever was on trial.
 */
final class FirstBooting {
    private static final Logger LOG = LoggerFactory.getLogger(FirstBooting.class);
    private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(30);

    private FirstBooting() {}

    static int run(HostdOptions options) throws IOException {
        Programs programs = new SystemPrograms(PROGRAM_LIMIT);
        AnswerSource elsewhere = AnswerSources.of(options.root(), options.installerAnswers(), programs);
        AnswerSource console = AnswerSources.file(SettingUp.SOURCE, options.consoleAnswers());
        // Who stands at the machine knows what the others had wrong.
        return run(options, () -> console.find().or(elsewhere::find), programs);
    }

    static int run(HostdOptions options, AnswerSource answers, Programs programs) throws IOException {
        HostFiles files = options.hostFiles(options.consolePort());
        FirstBoot boot = new FirstBoot(options.firstBoot(), files, Clock.systemUTC());
        if (!boot.isDone()) {
            tell(boot.run(answers));
        }
        if (boot.isDone()) {
            // They hold a secret, and nobody asks them any more.
            forget(options.consoleAnswers());
            forget(options.installerAnswers());
            AnswerSources.copies(options.root()).forEach(FirstBooting::forget);
        }
        Settings settings =
                new TrialFiles(options.state()).atStart(options.settingsFile().defaults());
        LOG.info("configuration written: {}", files.put(settings));
        new RunningName(programs).follow(settings).ifPresent(note -> LOG.warn("{}", note));
        return 0;
    }

    private static void forget(Path answers) {
        try {
            Files.deleteIfExists(answers);
        } catch (IOException e) {
            LOG.warn("{} is no longer needed and cannot be removed: {}", answers, e.toString());
        }
    }

    /** Refused answers are no failure of the boot: the machine must come up for somebody to mend them. */
    private static void tell(FirstBootReport report) {
        switch (report.state()) {
            case DONE -> LOG.info("the answers of {} are in force", report.source());
            case UNANSWERED -> LOG.warn("nobody gave answers; the first adapter asks DHCP");
            case REFUSED -> report.problems().forEach(problem -> LOG.error("{}: {}", report.source(), problem));
        }
    }
}
