package org.sallyport.imaging.iso;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sallyport.testing.tools.Program;

/** Media shaped like those of CentOS Stream, with random bytes in place of kernels and boot loaders. */
final class CentosMedium {
    static final String GRUB_MENU = """
            set default="1"

            function load_video {
              insmod all_video
            }
            set timeout=60
            search --no-floppy --set=root -l 'SYNTHETIC'
            menuentry 'Install CentOS Stream 10' --class fedora {
            \tlinux /images/pxeboot/vmlinuz inst.stage2=hd:LABEL=SYNTHETIC quiet
            \tinitrd /images/pxeboot/initrd.img
            }
            menuentry 'Test this media & install CentOS Stream 10' --class fedora {
            \tlinux /images/pxeboot/vmlinuz inst.stage2=hd:LABEL=SYNTHETIC rd.live.check quiet
            \tinitrd /images/pxeboot/initrd.img
            }
            """;

    static final String ISOLINUX_MENU = """
            default vesamenu.c32
            timeout 600
            label linux
              menu label ^Install CentOS Stream 9
              kernel vmlinuz
              append initrd=initrd.img inst.stage2=hd:LABEL=SYNTHETIC quiet

            label check
              menu label Test this ^media & install CentOS Stream 9
              menu default
              kernel vmlinuz
              append initrd=initrd.img inst.stage2=hd:LABEL=SYNTHETIC rd.live.check quiet
            """;

    private CentosMedium() {}

    /** Release 9: ISOLINUX for BIOS, the EFI image as a file. Release 10: GRUB for both, the EFI image appended as a partition. */
    static Path make(Path directory, int release) throws IOException {
        return make(directory, release, "1700000000.0\n" + release + "\nx86_64\n");
    }

    static Path make(Path directory, int release, String discinfo) throws IOException {
        Path tree = Files.createDirectory(directory.resolve("tree"));
        write(tree, ".discinfo", discinfo);
        write(tree, "EFI/BOOT/grub.cfg", GRUB_MENU);
        noise(tree, "EFI/BOOT/BOOTX64.EFI", 300_000);
        noise(tree, "images/pxeboot/vmlinuz", 70_000);
        noise(tree, "images/pxeboot/initrd.img", 90_000);
        Path efi = directory.resolve("efiboot.img");
        Program.run("mformat", "-C", "-i", efi.toString(), "-T", "1024", "-h", "16", "-s", "32", "::");
        Program.run("mcopy", "-s", "-i", efi.toString(), tree.resolve("EFI").toString(), "::/");
        List<String> command = new ArrayList<>(List.of("xorriso", "-as", "mkisofs", "-R", "-quiet", "-V", "SYNTHETIC"));
        Path iso = directory.resolve("centos.iso");
        command.addAll(List.of("-o", iso.toString()));
        if (release == 9) {
            write(tree, "isolinux/isolinux.cfg", ISOLINUX_MENU);
            noise(tree, "isolinux/isolinux.bin", 24_576);
            Files.copy(efi, tree.resolve("images/efiboot.img"));
            command.addAll(List.of("-b", "isolinux/isolinux.bin", "-c", "isolinux/boot.cat"));
            command.addAll(List.of("-no-emul-boot", "-boot-load-size", "4", "-boot-info-table"));
            command.addAll(List.of("-eltorito-alt-boot", "-e", "images/efiboot.img", "-no-emul-boot"));
        } else {
            write(tree, "boot/grub2/grub.cfg", GRUB_MENU);
            noise(tree, "images/eltorito.img", 30_000);
            command.addAll(List.of("-b", "images/eltorito.img", "-c", "boot.cat", "-no-emul-boot"));
            command.addAll(List.of("-boot-load-size", "4", "-boot-info-table"));
            command.addAll(List.of("-append_partition", "2", "C12A7328-F81F-11D2-BA4B-00A0C93EC93B", efi.toString()));
            command.addAll(List.of("-appended_part_as_gpt", "-eltorito-alt-boot"));
            command.addAll(List.of("-e", "--interval:appended_partition_2:all::", "-no-emul-boot"));
        }
        command.add(tree.toString());
        Program.run(command.toArray(String[]::new));
        return iso;
    }

    private static void write(Path tree, String name, String text) throws IOException {
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void noise(Path tree, String name, int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
