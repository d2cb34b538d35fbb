package org.sallyport.management.api.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.DamagedFileException;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.backup.BackupContent;
import org.sallyport.core.backup.BackupFile;
import org.sallyport.core.backup.BackupManifest.Member;
import org.sallyport.core.backup.BackupManifest.Origin;
import org.sallyport.core.control.files.KeptFile;
import org.sallyport.core.settings.migration.SettingsSchema;
import org.sallyport.management.api.tokens.TokenStore;
import org.sallyport.management.api.users.User;

/**
 * What a backup holds of a system, but for its calls.
 *
 * @param settings what differs from the built-in defaults, in the form of this release, secrets in clear
 * @param users with the hashes of their passwords
 * @param tokens with the hashes of their secrets
 * @param adapters network adapters that the machine had; none where it was no appliance
 * @param files certificates, keys and authorities
 */
record BackedUp(
        ObjectNode settings,
        List<User> users,
        List<TokenStore.Kept> tokens,
        List<Adapter> adapters,
        List<KeptFile> files) {
    static final String CALLS = "calls.ndjson";

    private static final String SETTINGS = "settings.json";
    private static final String USERS = "users.json";
    private static final String TOKENS = "tokens.json";
    private static final String ADAPTERS = "adapters.json";

    /**
     * A network adapter.
     *
     * @param name such as {@code eth0}
     * @param mac its permanent hardware address
     */
    record Adapter(String name, String mac) {}

    /** As members of a backup. */
    List<BackupContent> contents() {
        List<BackupContent> contents = new ArrayList<>(List.of(
                BackupContent.of(SETTINGS, json(settings)),
                BackupContent.of(USERS, json(users)),
                BackupContent.of(TOKENS, json(tokens)),
                BackupContent.of(ADAPTERS, json(adapters))));
        for (KeptFile file : files) {
            contents.add(BackupContent.of(
                    "file-" + (contents.size() - 3), file.octets(), new Origin(file.place(), file.name())));
        }
        return contents;
    }

    private static byte[] json(Object value) {
        return Json.tree(value).toPrettyString().concat("\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a backup, whose settings migrate to a form.
     *
     * @throws InvalidInputException when its settings are in a newer form
     * @throws DamagedFileException when somebody with its passphrase put something else into it
     */
    static BackedUp read(BackupFile backup, SettingsSchema schema) throws DamagedFileException {
        int form = backup.manifest().settingsSchema();
        if (form > schema.number()) {
            String version = backup.manifest().version();
            throw new InvalidInputException(new Problem(
                    "backup.settingsSchema",
                    Integer.toString(form),
                    "Its settings are in form " + form + ", which version " + version
                            + " wrote; this version knows forms up to " + schema.number() + ".",
                    "Install version " + version + " or a later one first."));
        }
        return new BackedUp(
                schema.migrate(form, part(backup, SETTINGS, ObjectNode.class)),
                List.of(part(backup, USERS, User[].class)),
                List.of(part(backup, TOKENS, TokenStore.Kept[].class)),
                List.of(part(backup, ADAPTERS, Adapter[].class)),
                backup.manifest().members().stream()
                        .flatMap(member -> file(backup, member).stream())
                        .toList());
    }

    private static List<KeptFile> file(BackupFile backup, Member member) {
        return member.from().stream()
                .flatMap(origin -> backup.content(member.name()).stream()
                        .map(octets -> KeptFile.of(origin.place(), origin.file(), octets)))
                .toList();
    }

    private static <T> T part(BackupFile backup, String name, Class<T> type) throws DamagedFileException {
        byte[] octets =
                backup.content(name).orElseThrow(() -> new DamagedFileException(name, "the backup does not hold it"));
        try {
            return Json.read(new String(octets, StandardCharsets.UTF_8), type);
        } catch (JsonProcessingException e) {
            throw new DamagedFileException(name, e.getOriginalMessage());
        }
    }

    @Override
    public String toString() {
        return "a backup with " + users.size() + " users and " + files.size() + " files";
    }
}
