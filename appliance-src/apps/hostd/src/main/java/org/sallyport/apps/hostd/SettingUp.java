package org.sallyport.apps.hostd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.ControlException.Reason;
import org.sallyport.core.control.setup.SetUpControl;
import org.sallyport.core.control.setup.SetUpState;
import org.sallyport.core.host.apply.HostChangeException;
import org.sallyport.core.host.firstboot.Answers;
import org.sallyport.core.host.firstboot.FirstBoot;
import org.sallyport.core.host.firstboot.FirstBootReport;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.telemetry.process.BuildVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers of a person at the machine, taken once and only while nobody else's are in force. What they change is the part
 * of {@code first-boot}, which has the rights to. Thread-safe.
 */
final class SettingUp implements SetUpControl {
    static final String SOURCE = "the console of the machine";
    private static final Logger LOG = LoggerFactory.getLogger(SettingUp.class);

    private final FirstBoot firstBoot;
    private final Path answers;
    private final Programs programs;
    private final Network network;

    /** The network of the running machine. */
    @FunctionalInterface
    interface Network {
        /** Brings about what the settings files say. */
        void follow() throws HostChangeException;
    }

    /**
     * The set-up.
     *
     * @param answers file in which {@code first-boot} finds them
     */
    SettingUp(FirstBoot firstBoot, Path answers, Programs programs, Network network) {
        this.firstBoot = firstBoot;
        this.answers = answers;
        this.programs = programs;
        this.network = network;
    }

    @Override
    public SetUpState state() {
        try {
            Optional<FirstBootReport> last = firstBoot.last();
            return new SetUpState(
                    BuildVersion.current(),
                    firstBoot.isDone(),
                    last.map(FirstBootReport::source).orElse(""),
                    last.map(FirstBootReport::problems).orElse(List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Problem> check(Map<String, String> given) {
        return firstBoot.problems(
                Answers.among(SOURCE, given).map(Answers::values).orElse(Map.of()));
    }

    @Override
    public synchronized List<Problem> take(Map<String, String> given) {
        if (state().done()) {
            throw failed("This machine is set up already; log in to change its settings.");
        }
        List<Problem> problems = check(given);
        if (!problems.isEmpty()) {
            return problems;
        }
        try {
            AtomicFile.write(answers, Answers.text(given), true);
            systemd("restart", "sallyport-first-boot.service");
            if (!state().done()) {
                throw failed("The answers were not taken; see journalctl --unit sallyport-first-boot.");
            }
            network.follow();
            LOG.info("the answers of {} are in force", SOURCE);
            // They read the settings files as they start.
            systemd("try-restart", "--no-block", "sallyport-manager.service", "sallyport-director.service");
            return List.of();
        } catch (IOException | HostChangeException e) {
            throw failed("The answers could not be put into force: " + e.getMessage());
        }
    }

    private void systemd(String... words) {
        List<String> command = new ArrayList<>(List.of("systemctl"));
        command.addAll(List.of(words));
        ProgramResult result = programs.run(command, "");
        if (!result.succeeded()) {
            throw failed("systemd refuses to " + words[0] + ": " + result.complaint());
        }
    }

    private static ControlException failed(String why) {
        return new ControlException(Reason.FAILED, why);
    }
}
