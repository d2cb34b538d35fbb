package org.sallyport.apps.hostd;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.sallyport.core.host.apply.HostFiles;
import org.sallyport.core.host.files.Distribution;
import org.sallyport.core.host.firstboot.AnswerSource;
import org.sallyport.core.host.firstboot.AnswerSources;
import org.sallyport.core.host.firstboot.FirstBoot;
import org.sallyport.core.host.firstboot.FirstBootReport;
import org.sallyport.core.host.program.SystemPrograms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command {@code first-boot}: takes the answers that are found, before the network comes up. */
final class FirstBooting {
    private static final Logger LOG = LoggerFactory.getLogger(FirstBooting.class);
    private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(30);

    private FirstBooting() {}

    static int run(HostdOptions options) throws IOException {
        return run(
                options,
                AnswerSources.of(
                        options.root(),
                        options.state().resolve("installer-answers.conf"),
                        new SystemPrograms(PROGRAM_LIMIT)));
    }

    /** Refused answers are no failure of the boot: the machine must come up for somebody to mend them. */
    static int run(HostdOptions options, AnswerSource answers) throws IOException {
        FirstBoot boot = new FirstBoot(places(options), host(options), Clock.systemUTC());
        if (boot.isDone()) {
            return 0;
        }
        FirstBootReport report = boot.run(answers);
        switch (report.state()) {
            case DONE -> LOG.info("the answers of {} are in force", report.source());
            case UNANSWERED -> LOG.warn("nobody gave answers; the first adapter asks DHCP");
            case REFUSED -> report.problems().forEach(problem -> LOG.error("{}: {}", report.source(), problem));
        }
        return 0;
    }

    private static FirstBoot.Places places(HostdOptions options) {
        Path beside = options.state().resolveSibling("manager");
        return new FirstBoot.Places(
                options.settings().getLast(), options.state().resolve("first-boot.json"), beside);
    }

    private static HostFiles host(HostdOptions options) {
        return new HostFiles(options.root(), Distribution.of(options.root()), options.consolePort());
    }
}
