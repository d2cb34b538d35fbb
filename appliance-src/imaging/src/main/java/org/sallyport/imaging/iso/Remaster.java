package org.sallyport.imaging.iso;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/**
 * Makes an installation medium of the appliance from one of CentOS.
 *
 * @param sha256 of the medium, hexadecimal
 * @param kickstart directory with ks.cfg and what it includes; becomes the root of the medium
 * @param packages a repository of RPMs; becomes /sallyport on the medium
 * @param append further kernel arguments
 */
public record Remaster(Path medium, String sha256, Path kickstart, Path packages, String append) {
    private static final String REPOSITORY = "/sallyport";
    private static final String EFI_PARTITION = "C12A7328-F81F-11D2-BA4B-00A0C93EC93B";

    /** A volume's time with hundredths of a second; identifiers of partitions are derived from it. */
    private static final DateTimeFormatter VOLUME_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'00'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Told of each step. */
    @FunctionalInterface
    public interface Steps {
        void begin(String step);
    }

    /**
     * Writes the new medium.
     *
     * @return its size
     */
    public long write(Path iso, Instant modified, Steps steps) throws IOException {
        checkInputs();
        Path scratch = Files.createTempDirectory(iso.toAbsolutePath().getParent(), "iso-");
        try {
            Tool tool = new Tool(scratch, modified.getEpochSecond());
            steps.begin("checking the medium");
            Medium source = Medium.open(tool, medium, sha256);
            MenuEntry entry = MenuEntry.of(source.volume(), append);
            Map<String, Path> added = added(source);
            steps.begin("writing menus");
            Map<String, Path> changed = menus(tool, source, entry);
            Path efi = EfiBootImage.with(tool, source, Objects.requireNonNull(changed.get(Medium.EFI_MENU)));
            if (source.files().contains(Medium.EFI_IMAGE)) {
                changed.put(Medium.EFI_IMAGE, efi);
            }
            steps.begin("writing the medium");
            Path part = scratch.resolve("medium.iso");
            tool.run(command(tool, source, part, added, changed, efi));
            tool.run(List.of("implantisomd5", "--force", part.toString()));
            steps.begin("verifying the medium");
            tool.run(List.of("checkisomd5", part.toString()));
            Files.move(part, iso, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Files.size(iso);
        } finally {
            remove(scratch);
        }
    }

    private void checkInputs() {
        List<Problem> problems = new ArrayList<>();
        if (!Files.isRegularFile(kickstart.resolve("ks.cfg"))) {
            problems.add(
                    new Problem("kickstart", kickstart.toString(), "It has no ks.cfg.", "Give a directory that has."));
        }
        if (!Files.isRegularFile(packages.resolve("repodata/repomd.xml"))) {
            problems.add(new Problem(
                    "packages",
                    packages.toString(),
                    "This is no repository.",
                    "Run createrepo_c on the directory of RPMs."));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** What goes onto the medium by its place there; nothing of the medium itself may be in that place. */
    private Map<String, Path> added(Medium source) throws IOException {
        Map<String, Path> added = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(kickstart)) {
            files.sorted().forEach(file -> added.put("/" + file.getFileName(), file.toAbsolutePath()));
        }
        added.put(REPOSITORY, packages.toAbsolutePath());
        for (String place : new TreeSet<>(added.keySet())) {
            if (source.files().stream().anyMatch(file -> file.equals(place) || file.startsWith(place + "/"))) {
                throw new InvalidInputException(
                        new Problem("kickstart", place, "The medium has this already.", "Take another name."));
            }
        }
        return added;
    }

    private static Map<String, Path> menus(Tool tool, Medium source, MenuEntry entry) throws IOException {
        Map<String, Path> menus = new LinkedHashMap<>();
        for (String place : List.of(Medium.EFI_MENU, Medium.BIOS_GRUB_MENU, Medium.ISOLINUX_MENU)) {
            if (source.files().contains(place)) {
                Path file = source.extract(tool, place);
                String menu = Files.readString(file);
                Files.delete(file); // xorriso made it read-only
                Files.writeString(
                        file,
                        place.equals(Medium.ISOLINUX_MENU)
                                ? IsolinuxMenu.with(entry, menu)
                                : GrubMenu.with(entry, menu));
                menus.put(place, file);
            }
        }
        return menus;
    }

    private List<String> command(
            Tool tool, Medium source, Path out, Map<String, Path> added, Map<String, Path> changed, Path efi)
            throws IOException {
        String time = "=" + tool.epochSeconds();
        List<String> command =
                new ArrayList<>(List.of("xorriso", "-return_with", "SORRY", "32", "-abort_on", "FAILURE"));
        command.addAll(List.of("-indev", medium.toString(), "-outdev", out.toString()));
        command.addAll(List.of(
                "-boot_image", "any", "replay", "-volid", source.volume().text()));
        command.addAll(List.of("-joliet", "off", "-padding", "0", "-compliance", "untranslated_names"));
        for (Map<String, Path> files : List.of(added, changed)) {
            files.forEach((place, file) -> command.addAll(List.of(
                    "-map",
                    file.toString(),
                    place,
                    "-chown_r",
                    "0",
                    place,
                    "--",
                    "-chgrp_r",
                    "0",
                    place,
                    "--",
                    "-chmod_r",
                    "a+r,go-w",
                    place,
                    "--",
                    "-find",
                    place,
                    "-type",
                    "d",
                    "-exec",
                    "chmod",
                    "0755",
                    "--",
                    "-alter_date_r",
                    "b",
                    time,
                    place,
                    "--")));
        }
        if (EfiBootImage.isAppended(source)) {
            command.addAll(List.of("-append_partition", "2", EFI_PARTITION, efi.toString()));
        }
        command.addAll(List.of("-alter_date", "b", time, "/", "--"));
        command.addAll(List.of("-volume_date", "uuid", VOLUME_TIME.format(Instant.ofEpochSecond(tool.epochSeconds()))));
        return command;
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
