package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.program.SystemPrograms;
import org.sallyport.core.host.slot.Slot;

/** A machine whose files lie in a folder. systemd is recorded; what copies is real. */
final class MachineInFolder implements Programs {
    static final Clock CLOCK = Clock.systemUTC();

    final UpgradePlaces places;
    final UpgradeFiles files;
    final Upgrades upgrades;
    final List<String> systemd = new ArrayList<>();
    boolean isWorkerActive;
    private final Programs real = new SystemPrograms(Duration.ofMinutes(1));

    MachineInFolder(Path root) throws IOException {
        places = new UpgradePlaces(root, root.resolve("data/sallyport/host"));
        files = new UpgradeFiles(places, CLOCK);
        upgrades = new Upgrades(places, this, CLOCK);
        put(
                "opt/sallyport/releases/1.0.0/release.json",
                "{\"version\": \"1.0.0\", \"settingsSchema\": 1, \"securityEpoch\": 0}");
        Files.createSymbolicLink(root.resolve("opt/sallyport/current"), Path.of("releases/1.0.0"));
        put("etc/os-release", "NAME=\"Debian GNU/Linux\"\nID=debian\nVERSION_ID=\"12\"\n");
        put("proc/cpuinfo", Files.readString(Path.of("/proc/cpuinfo")));
        byte[] block = new byte[1024];
        Arrays.fill(block, (byte) '#');
        byte[] said = "# GRUB Environment Block\ndefault_slot=a\ntry_slot=\ntries_left=0\n"
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(said, 0, block, 0, said.length);
        put("boot/efi/grub/grubenv", new String(block, StandardCharsets.US_ASCII));
        put("data/postgresql/cluster/PG_VERSION", "15\n");
        put("data/postgresql/cluster/base/1", "rows of a");
        put("data/sallyport/settings/settings.yaml", "of: a");
        put("data/sallyport/keys/secrets.key", "secret");
        put("data/sallyport/manager/packages/some.upg", "no package");
        put("data/sallyport/host/nic-map.json", "{}");
        put("data/log/journal", "of the machine");
        boot(Slot.A);
    }

    void put(String path, String text) throws IOException {
        Path file = places.root().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    String read(String path) throws IOException {
        return Files.readString(places.root().resolve(path));
    }

    void boot(Slot slot) throws IOException {
        put(
                "proc/cmdline",
                "BOOT_IMAGE=/vmlinuz root=LABEL=root_" + slot + " rw sallyport.slot=" + slot + " panic=30\n");
    }

    /** The slot that the boot menu takes, which forgets that it was to try one. */
    Slot startAnew() throws IOException {
        String block = read("boot/efi/grub/grubenv");
        Slot next = Slot.of(value(block, "default_slot"));
        if (value(block, "tries_left").equals("1")) {
            next = Slot.of(value(block, "try_slot"));
            put("boot/efi/grub/grubenv", block.replace("tries_left=1", "tries_left=0"));
        }
        boot(next);
        return next;
    }

    private static String value(String block, String name) {
        return block.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    SlotStart slotStart() {
        return new SlotStart(places, files, this, CLOCK);
    }

    /** Every file of the data in use with its content, but for what upgrades keep. */
    Map<String, String> data() throws IOException {
        Map<String, String> data = new TreeMap<>();
        try (Stream<Path> found = Files.walk(places.data())) {
            found.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(places.upgrades()))
                    .forEach(file -> {
                        try {
                            data.put(
                                    places.data().relativize(file).toString(),
                                    Files.readString(file, StandardCharsets.ISO_8859_1));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
        return data;
    }

    @Override
    public ProgramResult run(List<String> command, String input) {
        if (command.getFirst().equals("cp") || command.getFirst().equals("sync")) {
            return real.run(command, input);
        }
        systemd.add(String.join(" ", command));
        boolean isQuestion = command.contains("is-active");
        return new ProgramResult(isQuestion && !isWorkerActive ? 3 : 0, "", "");
    }
}
