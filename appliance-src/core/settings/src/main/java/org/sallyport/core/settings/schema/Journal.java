package org.sallyport.core.settings.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.base.problem.Problem;

/** What one reading has found so far. */
final class Journal {
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Map<String, SettingDescription> catalogue;
    final SecretOpener secrets;

    Journal(SecretOpener secrets) {
        this(secrets, new LinkedHashMap<>());
    }

    private Journal(SecretOpener secrets, Map<String, SettingDescription> catalogue) {
        this.secrets = secrets;
        this.catalogue = catalogue;
    }

    /** A journal that shares the catalogue and forgets the problems. */
    Journal muted() {
        return new Journal(secrets, catalogue);
    }

    /** A value that cannot be read; a placeholder stands for it. */
    void unreadable(Problem problem) {
        unreadable.add(problem.path());
        problems.add(problem);
    }

    /** Values that can be read and do not go together. */
    void broken(Problem rule) {
        problems.add(rule);
    }

    /** Whether a placeholder stands at a path or below it. */
    boolean isPlaceholder(String path) {
        return unreadable.stream()
                .anyMatch(bad -> bad.startsWith(path)
                        && (bad.length() == path.length() || ".[".indexOf(bad.charAt(path.length())) >= 0));
    }

    void describe(SettingDescription description) {
        catalogue.putIfAbsent(description.path(), description);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    List<SettingDescription> catalogue() {
        return List.copyOf(catalogue.values());
    }
}
