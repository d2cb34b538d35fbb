package org.sallyport.imaging.iso;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/** The FAT file system that EFI firmware starts from; it holds a menu of its own, which is what a USB stick shows. */
final class EfiBootImage {
    private static final Pattern APPENDED =
            Pattern.compile("-append_partition 2 \\S+ --interval:local_fs:([0-9]+)d-([0-9]+)d::");
    private static final int SECTOR = 512;
    private static final int SLACK_SECTORS = 4096;
    private static final String SERIAL = "53414c59";

    private EfiBootImage() {}

    /** Whether the medium has it as a partition of its own, behind its file system. */
    static boolean isAppended(Medium medium) {
        return APPENDED.matcher(medium.bootReport()).find();
    }

    /** The image of a medium with another menu, made anew so that there is room for it. */
    static Path with(Tool tool, Medium medium, Path menu) throws IOException {
        Path old = original(tool, medium);
        Path tree = Files.createDirectory(tool.scratch().resolve("efi-tree"));
        tool.run(List.of("mcopy", "-s", "-n", "-m", "-i", old.toString(), "::/EFI", tree.toString()));
        Path place = tree.resolve("EFI/BOOT/grub.cfg");
        if (!Files.exists(place)) {
            throw new InvalidInputException(new Problem(
                    "medium",
                    Medium.EFI_IMAGE,
                    "It has no menu of its own.",
                    "Give the ISO of CentOS Stream as published."));
        }
        Files.copy(menu, place, StandardCopyOption.REPLACE_EXISTING);
        List<Path> files = walk(tree);
        FileTime time = FileTime.from(Instant.ofEpochSecond(tool.epochSeconds()));
        for (Path file : files) {
            Files.setLastModifiedTime(file, time);
        }
        Path made = tool.scratch().resolve("efiboot.img");
        String sectors = Long.toString(sectorsFor(files));
        tool.run(List.of(
                "mformat",
                "-C",
                "-i",
                made.toString(),
                "-v",
                "ANACONDA",
                "-N",
                SERIAL,
                "-T",
                sectors,
                "-h",
                "16",
                "-s",
                "32",
                "::"));
        tool.run(List.of(
                "mcopy", "-s", "-m", "-i", made.toString(), tree.resolve("EFI").toString(), "::/"));
        return made;
    }

    /** The image as it is on a medium. */
    static Path original(Tool tool, Medium medium) throws IOException {
        if (medium.files().contains(Medium.EFI_IMAGE)) {
            return medium.extract(tool, Medium.EFI_IMAGE);
        }
        Matcher appended = APPENDED.matcher(medium.bootReport());
        if (!appended.find()) {
            throw new InvalidInputException(new Problem(
                    "medium",
                    Medium.EFI_IMAGE,
                    "The medium does not start with EFI.",
                    "Give the ISO of CentOS Stream as published."));
        }
        long first = Long.parseLong(appended.group(1));
        long last = Long.parseLong(appended.group(2));
        Path copy = tool.scratch().resolve("efiboot-appended.img");
        try (FileChannel from = FileChannel.open(medium.file());
                FileChannel to = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long end = (last + 1) * SECTOR;
            for (long at = first * SECTOR; at < end; ) {
                long count = from.transferTo(at, end - at, to);
                if (count <= 0) {
                    throw new IOException("The medium ends before its EFI partition does.");
                }
                at += count;
            }
        }
        return copy;
    }

    /** Room for the files in clusters and some more, in whole tracks. */
    private static long sectorsFor(List<Path> files) throws IOException {
        long sectors = SLACK_SECTORS;
        for (Path file : files) {
            long size = Files.isDirectory(file) ? 1 : Files.size(file);
            sectors += Math.ceilDiv(size, 4096) * 8;
        }
        return Math.ceilDiv(sectors, 16 * 32) * 16 * 32;
    }

    private static List<Path> walk(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.toList();
        }
    }
}
