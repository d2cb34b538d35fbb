package org.sallyport.imaging.iso;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.imaging.disk.ContentId;

/**
 * A medium of CentOS Stream 9 or 10, or of one built like it.
 *
 * @param files what is on it, as absolute paths
 * @param bootReport how it starts, in the words of xorriso -report_el_torito as_mkisofs
 */
record Medium(Path file, VolumeId volume, Set<String> files, String bootReport) {
    static final String DISCINFO = "/.discinfo";
    static final String EFI_MENU = "/EFI/BOOT/grub.cfg";
    static final String EFI_IMAGE = "/images/efiboot.img";

    /** Where menus for BIOS are: release 9 has ISOLINUX, release 10 GRUB. */
    static final String ISOLINUX_MENU = "/isolinux/isolinux.cfg";

    static final String BIOS_GRUB_MENU = "/boot/grub2/grub.cfg";

    private static final Pattern RELEASE = Pattern.compile("(9|10)([. ].*)?");

    Medium {
        files = Set.copyOf(files);
    }

    /**
     * Looks at a medium.
     *
     * @param sha256 what its publisher says of it, hexadecimal
     * @throws InvalidInputException if it is another one than expected
     */
    static Medium open(Tool tool, Path file, String sha256) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw refused(
                    "medium", file.toString(), "There is no such file.", "Give the ISO of CentOS Stream 9 or 10.");
        }
        String sum = sha256(file);
        if (!sum.equalsIgnoreCase(sha256.strip())) {
            throw refused("sha256", sha256, "The medium has " + sum + ".", "Download it again, or give its own sum.");
        }
        VolumeId volume = VolumeId.of(file);
        String listing = tool.run(List.of("xorriso", "-indev", file.toString(), "-find", "/", "-type", "f", "--"));
        String report = tool.run(List.of("xorriso", "-indev", file.toString(), "-report_el_torito", "as_mkisofs"));
        Medium medium = new Medium(file, volume, paths(listing), report);
        medium.check(tool);
        return medium;
    }

    /** Copies a file of it. */
    Path extract(Tool tool, String path) throws IOException {
        Path to = Files.createTempDirectory(tool.scratch(), "file-").resolve(path.substring(path.lastIndexOf('/') + 1));
        tool.run(List.of("xorriso", "-osirrox", "on", "-indev", file.toString(), "-extract", path, to.toString()));
        return to;
    }

    private void check(Tool tool) throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (String needed : List.of(DISCINFO, EFI_MENU, "/images/pxeboot/vmlinuz")) {
            if (!files.contains(needed)) {
                problems.add(problem(needed, "It is not on the medium."));
            }
        }
        if (!files.contains(ISOLINUX_MENU) && !files.contains(BIOS_GRUB_MENU)) {
            problems.add(problem("menu", "There is neither " + ISOLINUX_MENU + " nor " + BIOS_GRUB_MENU + "."));
        }
        if (problems.isEmpty()) {
            checkDiscinfo(problems, Files.readAllLines(extract(tool, DISCINFO)));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** Its lines are a time, the release and the processor. */
    private static void checkDiscinfo(List<Problem> problems, List<String> lines) {
        String release = lines.size() > 1 ? lines.get(1).strip() : "";
        String processor = lines.size() > 2 ? lines.get(2).strip() : "";
        if (!RELEASE.matcher(release.replace("CentOS Stream ", "")).matches()) {
            problems.add(problem(DISCINFO + " line 2: " + release, "The release is neither 9 nor 10."));
        }
        if (!processor.equals("x86_64")) {
            problems.add(problem(DISCINFO + " line 3: " + processor, "The medium is for other processors."));
        }
    }

    private static Set<String> paths(String listing) {
        Set<String> paths = new TreeSet<>();
        Matcher quoted = Pattern.compile("^'(/.*)'$", Pattern.MULTILINE).matcher(listing);
        while (quoted.find()) {
            paths.add(quoted.group(1));
        }
        return paths;
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), ContentId.sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    private static Problem problem(String value, String detail) {
        return new Problem("medium", value, detail, "Give the x86_64 boot or DVD ISO of CentOS Stream 9 or 10.");
    }

    private static InvalidInputException refused(String field, String value, String detail, String remedy) {
        return new InvalidInputException(new Problem(field, value, detail, remedy));
    }
}
