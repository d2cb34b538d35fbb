package org.sallyport.core.host.firstboot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.host.apply.HostFiles;
import org.sallyport.core.host.firstboot.FirstBootReport.State;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.schema.Reading;
import org.sallyport.core.settings.sections.SettingsDocument;

/** Makes settings of answers, all of them or none, before anything asks the network. */
public final class FirstBoot {
    private static final String REMARK =
            "# What was answered at the first boot. Later changes are revisions in the database.\n";
    private static final Map<String, String> UNANSWERED = Map.of("nic1.ipv4", "dhcp", "nic1.ipv6", "auto");

    private final Places places;
    private final HostFiles host;
    private final Clock clock;

    /**
     * Where results go.
     *
     * @param settings the settings file of all processes
     * @param report how it went
     * @param administrator directory of the manager, for what lets the first administrator in
     */
    public record Places(Path settings, Path report, Path administrator) {}

    public FirstBoot(Places places, HostFiles host, Clock clock) {
        this.places = places;
        this.host = host;
        this.clock = clock;
    }

    /** Whether answers are in force already. */
    public boolean isDone() throws IOException {
        return last().filter(report -> report.state() == State.DONE).isPresent();
    }

    /** How it went last; empty before the first time. */
    public Optional<FirstBootReport> last() throws IOException {
        return FirstBootReport.read(places.report);
    }

    /** Looks for answers and puts them into force; says how that went. */
    public FirstBootReport run(AnswerSource source) throws IOException {
        Optional<Answers> found;
        try {
            found = source.find();
        } catch (InvalidInputException e) {
            return kept(State.REFUSED, e.problems().getFirst().path(), e.problems());
        }
        if (found.isEmpty()) {
            settle(UNANSWERED);
            return kept(State.UNANSWERED, "", List.of());
        }
        return take(found.get());
    }

    /** Puts answers into force, if all of them are right. */
    public FirstBootReport take(Answers answers) throws IOException {
        List<Problem> problems = problems(answers.values());
        if (!problems.isEmpty()) {
            settle(UNANSWERED);
            return kept(State.REFUSED, answers.source(), problems);
        }
        FirstAdministratorSecret secret = FirstAdministratorSecret.of(answers.values());
        if (secret.isGiven()) {
            AtomicFile.writeFor(places.administrator, "first-administrator.json", secret.json());
        }
        write(answers.values());
        return kept(State.DONE, answers.source(), List.of());
    }

    /** All that is wrong with answers, at the keys they were given by. */
    public List<Problem> problems(Map<String, String> answers) {
        AnswerDocument document = AnswerDocument.of(answers);
        List<Problem> problems = new ArrayList<>(document.problems());
        problems.addAll(document.told(read(document.document()).problems()));
        problems.addAll(FirstAdministratorSecret.of(answers).problems());
        return problems;
    }

    /** A network to be reached by until somebody answers; what was settled before stays. */
    private void settle(Map<String, String> answers) throws IOException {
        if (!Files.exists(places.settings) || Files.readString(places.settings).isBlank()) {
            write(answers);
        }
    }

    private void write(Map<String, String> answers) throws IOException {
        ObjectNode document = AnswerDocument.of(answers).document();
        AtomicFile.replace(places.settings, REMARK + new YAMLMapper().writeValueAsString(document));
        host.put(read(document).orThrow());
    }

    private FirstBootReport kept(State state, String source, List<Problem> problems) throws IOException {
        FirstBootReport report = new FirstBootReport(state, source, clock.instant(), problems);
        report.write(places.report);
        return report;
    }

    private static Reading<Settings> read(ObjectNode document) {
        return SettingsDocument.read(document, Secret::new);
    }
}
