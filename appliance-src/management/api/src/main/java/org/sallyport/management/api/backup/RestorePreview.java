package org.sallyport.management.api.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.backup.BackupManifest;
import org.sallyport.core.control.files.KeptFile;
import org.sallyport.core.settings.revisions.Change;
import org.sallyport.core.settings.revisions.SettingsRevisions;
import org.sallyport.management.api.backup.BackedUp.Adapter;
import org.sallyport.management.api.network.NetworkGuard;
import org.sallyport.management.api.users.User;

/**
 * What a restoration would change. Nothing in it is secret.
 *
 * @param backup what it says of itself
 * @param problems for which it would be refused
 * @param settings effective values that differ
 * @param files by place and name
 * @param leftOut files that nobody here takes, for this is no appliance
 * @param withCalls whether it holds a call history, which is added to the one here
 * @param needsConfirmation whether the settings must be put on trial
 */
record RestorePreview(
        About backup,
        List<Problem> problems,
        List<Change> settings,
        Difference users,
        Difference tokens,
        Difference files,
        List<String> leftOut,
        Adapters adapters,
        boolean withCalls,
        boolean needsConfirmation) {
    /** What a backup says of itself. */
    record About(String version, int settingsSchema, Instant created, String hostName) {
        static About of(BackupManifest manifest) {
            return new About(manifest.version(), manifest.settingsSchema(), manifest.created(), manifest.hostName());
        }
    }

    /** Things by name. */
    record Difference(List<String> added, List<String> changed, List<String> removed) {
        static <T> Difference between(
                List<T> before, List<T> after, Function<T, String> name, BiPredicate<T, T> isSame) {
            Map<String, T> old = before.stream().collect(Collectors.toMap(name, Function.identity()));
            List<String> added = new ArrayList<>();
            List<String> changed = new ArrayList<>();
            for (T thing : after) {
                T was = old.remove(name.apply(thing));
                if (was == null) {
                    added.add(name.apply(thing));
                } else if (!isSame.test(was, thing)) {
                    changed.add(name.apply(thing));
                }
            }
            return new Difference(added, changed, old.keySet().stream().sorted().toList());
        }

        /** Those that are not what they were. */
        List<String> affected() {
            return Stream.concat(changed.stream(), removed.stream()).toList();
        }
    }

    /**
     * The network adapters.
     *
     * @param here those of this machine; none where it does not know them
     * @param backup those of the machine that the backup is of
     * @param names by the name of an interface in the backup, the adapter here that takes its place
     */
    record Adapters(List<Adapter> here, List<Adapter> backup, Map<String, String> names) {}

    static RestorePreview of(
            BackupManifest manifest,
            BackedUp backup,
            BackedUp now,
            SettingsRevisions.Preview settings,
            Adapters adapters,
            List<Problem> adapterProblems,
            List<KeptFile> leftOut) {
        List<KeptFile> taken =
                backup.files().stream().filter(file -> !leftOut.contains(file)).toList();
        return new RestorePreview(
                About.of(manifest),
                Stream.concat(adapterProblems.stream(), settings.problems().stream())
                        .toList(),
                settings.changes(),
                Difference.between(now.users(), backup.users(), User::username, RestorePreview::isSame),
                Difference.between(
                        now.tokens(),
                        backup.tokens(),
                        kept -> kept.token().name(),
                        (one, other) -> one.secretHash().equals(other.secretHash())),
                Difference.between(inPlacesOf(taken, now.files()), taken, KeptFile::toString, Objects::equals),
                leftOut.stream().map(KeptFile::toString).toList(),
                adapters,
                manifest.members().stream().anyMatch(member -> member.name().equals(BackedUp.CALLS)),
                NetworkGuard.needsConfirmation(settings.changes(), settings.before(), settings.after()));
    }

    private static boolean isSame(User one, User other) {
        return one.passwordHash().equals(other.passwordHash())
                && one.role() == other.role()
                && one.disabled() == other.disabled()
                && one.fullName().equals(other.fullName());
    }

    /** A place of which the backup holds no file stays as it is. */
    private static List<KeptFile> inPlacesOf(List<KeptFile> taken, List<KeptFile> now) {
        return now.stream()
                .filter(file -> taken.stream().anyMatch(other -> other.place().equals(file.place())))
                .toList();
    }
}
