package org.sallyport.core.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.DamagedFileException;

/**
 * What a backup says of itself.
 *
 * @param product {@value #PRODUCT}
 * @param format of the file, {@value #FORMAT}
 * @param version of the product that made it
 * @param settingsSchema the number of the form that its settings are in
 * @param created when, in whole seconds
 * @param hostName of the machine that it is of
 * @param members in the order in which they follow
 */
public record BackupManifest(
        String product,
        int format,
        String version,
        int settingsSchema,
        Instant created,
        String hostName,
        List<Member> members) {
    public static final String PRODUCT = "sallyport";
    public static final int FORMAT = 1;

    /** The name of the manifest in the archive. */
    public static final String NAME = "manifest.json";

    static final int MOST_BYTES = 256 << 10;
    private static final int MOST_MEMBERS = 500;
    private static final Pattern PLACE = Pattern.compile("[a-z][a-z-]{0,30}");
    private static final int LONGEST_FILE_NAME = 255;

    public BackupManifest {
        Objects.requireNonNull(product, "product is missing");
        Objects.requireNonNull(version, "version is missing");
        Objects.requireNonNull(created, "created is missing");
        Objects.requireNonNull(hostName, "hostName is missing");
        created = created.truncatedTo(ChronoUnit.SECONDS);
        members = List.copyOf(members);
    }

    /**
     * One file of the archive.
     *
     * @param name in the archive
     * @param size in bytes
     * @param from where it was, if it is a file of the system; its name there may be any
     */
    public record Member(String name, long size, Optional<Origin> from) {}

    /**
     * Where a file was.
     *
     * @param place a name for a directory of the product, the same on each system
     * @param file its name there
     */
    public record Origin(String place, String file) {}

    byte[] write() {
        return Json.tree(this).toPrettyString().concat("\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads its bytes.
     *
     * @throws DamagedFileException naming what is at fault
     */
    static BackupManifest read(byte[] json) throws DamagedFileException {
        try {
            BackupManifest manifest = Json.read(new String(json, StandardCharsets.UTF_8), BackupManifest.class);
            List<String> faults = manifest.faults();
            if (!faults.isEmpty()) {
                throw new DamagedFileException(NAME, String.join("; ", faults));
            }
            return manifest;
        } catch (JsonProcessingException e) {
            throw new DamagedFileException(NAME, e.getOriginalMessage());
        }
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (members.size() > MOST_MEMBERS) {
            faults.add("there are more than " + MOST_MEMBERS + " members");
        }
        if (!members.stream().map(Member::name).allMatch(new HashSet<>()::add)) {
            faults.add("two members have one name");
        }
        if (members.stream().anyMatch(member -> member.name().equals(NAME) || member.size() < 0)) {
            faults.add("a member has no size, or the name of the manifest");
        }
        members.stream()
                .flatMap(member -> member.from().stream())
                .filter(origin -> !isPlain(origin))
                .forEach(origin -> faults.add("a file may not come back as " + origin.place() + "/" + origin.file()));
        return faults;
    }

    /** Whether a file stays in its place: its name leads nowhere else. */
    private static boolean isPlain(Origin origin) {
        String file = origin.file();
        return PLACE.matcher(origin.place()).matches()
                && !file.isEmpty()
                && file.length() <= LONGEST_FILE_NAME
                && !file.startsWith(".")
                && file.chars().noneMatch(c -> c == '/' || c == 0);
    }
}
