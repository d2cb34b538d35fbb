package org.sallyport.upgrade.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.DamagedFileException;
import org.sallyport.upgrade.path.ProcessorLevel;
import org.sallyport.upgrade.path.Release;
import org.sallyport.upgrade.path.Version;
import org.sallyport.upgrade.path.VersionRange;

/**
 * What a package says of itself, and what proves each byte that follows.
 *
 * @param format of the package, {@value #FORMAT}
 * @param product {@value #PRODUCT}
 * @param base the distribution with its release, such as {@code centos-10}
 * @param architecture what the processor must be capable of
 * @param startsFrom the versions that it can take the place of
 * @param settingsSchema the number of the settings' form that it brings; older ones migrate to it
 * @param securityEpoch grows when older packages must not come back
 * @param created when it was made; signatures are judged as of then, for the clocks of machines may be wrong
 * @param notes what changed, in plain text
 * @param earlier releases that led here, to plan the way from versions that are too old
 * @param members in the order in which they follow
 */
public record Manifest(
        int format,
        String product,
        Version version,
        String base,
        ProcessorLevel architecture,
        PackageKind kind,
        VersionRange startsFrom,
        int settingsSchema,
        int securityEpoch,
        Instant created,
        String notes,
        List<Release> earlier,
        List<Member> members) {
    public static final int FORMAT = 1;
    public static final String PRODUCT = "sallyport";

    /** The name of the manifest in the archive. */
    public static final String NAME = "manifest.json";
    /** The name of its signature. */
    public static final String SIGNATURE = "manifest.p7s";
    /** The name of the bill of materials (CycloneDX). */
    public static final String SBOM = "sbom.json";

    /** The longest manifest, in bytes: the hashes of 8 GiB in blocks take a seventh of it. */
    static final int MOST_BYTES = 1 << 20;

    private static final int MOST_NOTES = 64 << 10;
    private static final int MOST_EARLIER = 500;
    private static final long LARGEST_SBOM = 256L << 20;
    private static final long LARGEST_PAYLOAD = 0x1_ffff_ffffL;
    private static final Pattern BASE = Pattern.compile("[a-z]{1,20}-[0-9]{1,4}");

    public Manifest {
        Objects.requireNonNull(product, "product is missing");
        Objects.requireNonNull(version, "version is missing");
        Objects.requireNonNull(base, "base is missing");
        Objects.requireNonNull(architecture, "architecture is missing");
        Objects.requireNonNull(kind, "kind is missing");
        Objects.requireNonNull(startsFrom, "startsFrom is missing");
        Objects.requireNonNull(created, "created is missing");
        Objects.requireNonNull(notes, "notes are missing");
        earlier = List.copyOf(earlier);
        members = List.copyOf(members);
    }

    /** The same with other members. */
    Manifest with(List<Member> others) {
        return new Manifest(
                format,
                product,
                version,
                base,
                architecture,
                kind,
                startsFrom,
                settingsSchema,
                securityEpoch,
                created,
                notes,
                earlier,
                others);
    }

    /**
     * Reads the bytes of a manifest.
     *
     * @throws DamagedFileException naming the member at fault
     */
    static Manifest read(byte[] json) throws DamagedFileException {
        Manifest manifest;
        try {
            manifest = Json.read(new String(json, StandardCharsets.UTF_8), Manifest.class);
        } catch (JsonMappingException e) {
            throw new DamagedFileException(NAME + " " + e.getPathReference(), e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new DamagedFileException(NAME, e.getOriginalMessage());
        }
        List<String> faults = manifest.faults();
        if (!faults.isEmpty()) {
            throw new DamagedFileException(NAME, String.join("; ", faults));
        }
        return manifest;
    }

    /** As it stands in the archive: the same values give the same bytes, a value a line. */
    byte[] write() {
        return Json.tree(this).toPrettyString().concat("\n").getBytes(StandardCharsets.UTF_8);
    }

    /** All that is wrong with it. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        check(faults, format == FORMAT, "format is " + format + ", which this version cannot read");
        check(faults, product.equals(PRODUCT), "product is " + product + ", not " + PRODUCT);
        check(faults, BASE.matcher(base).matches(), "base is no distribution with its release");
        check(faults, settingsSchema >= 0, "settingsSchema is negative");
        check(faults, securityEpoch >= 0, "securityEpoch is negative");
        check(
                faults,
                created.equals(created.truncatedTo(ChronoUnit.SECONDS)) && !created.isBefore(Instant.EPOCH),
                "created is no whole second since 1970");
        check(faults, notes.length() <= MOST_NOTES, "notes are longer than " + MOST_NOTES + " characters");
        check(faults, earlier.size() <= MOST_EARLIER, "more than " + MOST_EARLIER + " earlier releases");
        check(
                faults,
                members.stream().map(Member::name).toList().equals(List.of(SBOM, kind.payload())),
                "members are not " + SBOM + " and " + kind.payload());
        for (Member member : members) {
            long largest = member.name().equals(SBOM) ? LARGEST_SBOM : LARGEST_PAYLOAD;
            check(faults, member.isSound(largest), "size and hashes of " + member.name() + " do not fit each other");
        }
        return faults;
    }

    /** What is installed. */
    public Member payload() {
        return members.getLast();
    }

    /** The distribution without its release, such as {@code centos}. */
    public String family() {
        return base.substring(0, base.indexOf('-'));
    }

    /** The file name that a package of it should have, without its ending. */
    public String fileName() {
        return PRODUCT + "-" + version + "-" + base
                + (kind == PackageKind.SYSTEM ? "" : "-" + kind.name().toLowerCase(Locale.ROOT));
    }

    private static void check(List<String> faults, boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
