package org.sallyport.core.host.nic.machines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.probe.NicProbe;
import org.sallyport.core.host.nic.probe.PermanentAddresses;

/** The files of one machine below a directory, as far as they are looked at. */
public final class MachineTree {
    private static final Set<String> OF_INTERFACE =
            Set.of("dev_port", "addr_assign_type", "carrier", "carrier_up_count");

    private final Path root;
    private final ByteArrayOutputStream smbios = new ByteArrayOutputStream();

    private MachineTree(Path root) {
        this.root = root;
    }

    /** Builds the tree and reads it, with the machine's statements. */
    public static NicInventory read(MachineText machine, Path root) {
        build(machine, root);
        return new NicProbe(root).read(PermanentAddresses.none()).stated(machine.statements());
    }

    /** Builds the tree. */
    public static void build(MachineText machine, Path root) {
        try {
            MachineTree tree = new MachineTree(root);
            for (List<String> line : machine.lines()) {
                tree.add(line);
            }
            tree.writeSmbios();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(List<String> line) throws IOException {
        switch (line.getFirst()) {
            case "dmi" -> addNames(String.join(" ", line.subList(1, line.size())));
            case "nic" -> addAdapter(line);
            case "other" -> addOther(line.get(1), line.get(2));
            case "slot" -> write("sys/bus/pci/slots/" + line.get(1).replace("/", "_") + "/address", line.get(2));
            case "smbios-slot" -> addSlot(line);
            case "smbios-onboard" -> addOnboard(line);
            case "vmware-bridge" -> {
                write("sys/bus/pci/devices/" + line.get(1) + "/vendor", "0x15ad");
                write("sys/bus/pci/devices/" + line.get(1) + "/class", "0x060400");
            }
            case "container" -> write("run/systemd/container", "systemd-nspawn");
            case "xen" -> write("sys/hypervisor/type", "xen");
            default -> throw new AssertionError("no such line: " + line);
        }
    }

    private void addNames(String names) throws IOException {
        int bar = names.indexOf(" | ");
        write("sys/class/dmi/id/sys_vendor", names.substring(0, bar));
        write("sys/class/dmi/id/product_name", names.substring(bar + 3));
    }

    private void addAdapter(List<String> line) throws IOException {
        String name = line.get(1);
        String path = line.get(2);
        String device = "sys/devices/" + (path.equals("-") ? "virtual" : path);
        String directory = device + "/net/" + name;
        write(directory + "/type", "1");
        write(directory + "/address", line.get(3));
        write(directory + "/uevent", "INTERFACE=" + name);
        for (String word : line.subList(5, line.size())) {
            int sign = word.indexOf('=');
            String key = word.substring(0, sign);
            write(
                    (OF_INTERFACE.contains(key) ? directory : function(device)) + "/" + key,
                    word.substring(sign + 1).replace('_', ' '));
        }
        if (!path.equals("-")) {
            link(directory + "/device", root.resolve(device));
            Path driver = root.resolve("sys/bus/drivers/" + line.get(4));
            Files.createDirectories(driver);
            link(device + "/driver", driver);
        }
        link("sys/class/net/" + name, root.resolve(directory));
    }

    /** Firmware's words are on the PCI function, above a virtio device. */
    private static String function(String device) {
        return device.replaceAll("/virtio\\d+$", "");
    }

    private void addOther(String name, String kind) throws IOException {
        String directory = "sys/devices/virtual/net/" + name;
        write(directory + "/type", "1");
        write(directory + "/address", "5a:00:00:00:00:77");
        switch (kind) {
            case "bridge" -> write(directory + "/bridge/bridge_id", "8000");
            case "bond" -> write(directory + "/bonding/mode", "active-backup");
            case "tun" -> write(directory + "/tun_flags", "0x1002");
            default -> write(directory + "/uevent", "DEVTYPE=" + kind + "\nINTERFACE=" + name);
        }
        link("sys/class/net/" + name, root.resolve(directory));
    }

    /** SMBIOS type 9 with segment, bus, device and function from offset 0x0d. */
    private void addSlot(List<String> line) {
        byte[] fields = new byte[0x11];
        fields[4] = 1;
        fields[9] = (byte) Integer.parseInt(line.get(1));
        address(fields, 0x0d, line.get(2));
        structure(9, fields, String.join(" ", line.subList(3, line.size())));
    }

    /** SMBIOS type 41: an enabled Ethernet device. */
    private void addOnboard(List<String> line) {
        byte[] fields = new byte[0x0b];
        fields[4] = 1;
        fields[5] = (byte) 0x85;
        fields[6] = (byte) Integer.parseInt(line.get(1));
        address(fields, 7, line.get(2));
        structure(41, fields, String.join(" ", line.subList(3, line.size())));
    }

    private static void address(byte[] fields, int offset, String address) {
        fields[offset + 2] = (byte) Integer.parseInt(address.substring(5, 7), 16);
        fields[offset + 3] =
                (byte) (Integer.parseInt(address.substring(8, 10), 16) << 3 | Integer.parseInt(address.substring(11)));
    }

    private void structure(int type, byte[] fields, String designation) {
        fields[0] = (byte) type;
        fields[1] = (byte) fields.length;
        smbios.writeBytes(fields);
        smbios.writeBytes((designation + "\0\0").getBytes(StandardCharsets.ISO_8859_1));
    }

    private void writeSmbios() throws IOException {
        smbios.writeBytes(new byte[] {127, 4, 0, 0, 0, 0});
        Path file = root.resolve("sys/firmware/dmi/tables/DMI");
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, smbios.toByteArray());
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file).normalize();
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text + "\n");
    }

    private void link(String from, Path to) throws IOException {
        Path link = root.resolve(from).normalize();
        Files.createDirectories(link.resolveSibling(""));
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, to);
        }
    }
}
