package org.sallyport.core.host.nic.probe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.core.host.nic.inventory.PciAddress;

/**
 * What SMBIOS says of the board's devices and slots (DMTF DSP0134 3.7, sections 6.1, 7.10 and 7.42), read from the raw
 * table: the kernel shows it only where ACPI says nothing of a device. Reading stops at the first structure that does not
 * fit.
 */
record SmbiosTable(List<OnboardDevice> devices, List<SystemSlot> slots) {
    private static final int END_OF_TABLE = 127;
    private static final int SYSTEM_SLOT = 9;
    private static final int ONBOARD_DEVICE_EXTENDED = 41;
    private static final int HEADER_OCTETS = 4;
    private static final int SLOT_WITH_ADDRESS_OCTETS = 0x11;
    private static final int ONBOARD_OCTETS = 0x0b;
    private static final int ENABLED_BIT = 0x80;
    private static final int ETHERNET = 5;
    private static final int MAX_STRUCTURES = 4096;

    /** An Ethernet port on the board. */
    record OnboardDevice(String designation, int instance, PciAddress address) {}

    /** A slot, its number as the board counts, and the device or bridge in it. */
    record SystemSlot(String designation, int id, PciAddress address) {}

    static SmbiosTable parse(byte[] table) {
        List<OnboardDevice> devices = new ArrayList<>();
        List<SystemSlot> slots = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        for (int count = 0; count < MAX_STRUCTURES && rest.remaining() >= HEADER_OCTETS; count++) {
            int type = Byte.toUnsignedInt(rest.get(rest.position()));
            int length = Byte.toUnsignedInt(rest.get(rest.position() + 1));
            if (type == END_OF_TABLE || length < HEADER_OCTETS || length > rest.remaining()) {
                break;
            }
            ByteBuffer fields = rest.slice(rest.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            rest.position(rest.position() + length);
            List<String> strings = strings(rest);
            if (type == ONBOARD_DEVICE_EXTENDED && length >= ONBOARD_OCTETS) {
                addDevice(fields, strings, devices);
            } else if (type == SYSTEM_SLOT && length >= SLOT_WITH_ADDRESS_OCTETS) {
                addSlot(fields, strings, slots);
            }
        }
        return new SmbiosTable(List.copyOf(devices), List.copyOf(slots));
    }

    /** The strings after a structure: each ends with a zero, the set with another one. */
    private static List<String> strings(ByteBuffer rest) {
        List<String> strings = new ArrayList<>();
        while (rest.hasRemaining()) {
            int start = rest.position();
            int length = lengthOfString(rest);
            if (length == 0) {
                if (strings.isEmpty() && rest.hasRemaining()) {
                    rest.get(); // an empty set is two zeros
                }
                break;
            }
            byte[] octets = new byte[length];
            rest.get(start, octets);
            strings.add(SmallFile.clean(new String(octets, StandardCharsets.ISO_8859_1)));
        }
        return strings;
    }

    /** Moves behind the zero that ends the string, or to the end of the table. */
    private static int lengthOfString(ByteBuffer rest) {
        int length = 0;
        while (rest.hasRemaining() && rest.get() != 0) {
            length++;
        }
        return length;
    }

    private static void addDevice(ByteBuffer fields, List<String> strings, List<OnboardDevice> devices) {
        int kind = Byte.toUnsignedInt(fields.get(5));
        PciAddress address = address(fields, 7);
        if ((kind & ENABLED_BIT) != 0 && (kind & ~ENABLED_BIT) == ETHERNET && isReal(address)) {
            devices.add(new OnboardDevice(string(fields, strings), Byte.toUnsignedInt(fields.get(6)), address));
        }
    }

    private static void addSlot(ByteBuffer fields, List<String> strings, List<SystemSlot> slots) {
        PciAddress address = address(fields, 0x0d);
        if (isReal(address)) {
            slots.add(new SystemSlot(string(fields, strings), Short.toUnsignedInt(fields.getShort(9)), address));
        }
    }

    private static String string(ByteBuffer fields, List<String> strings) {
        int number = Byte.toUnsignedInt(fields.get(HEADER_OCTETS));
        return number == 0 || number > strings.size() ? "" : strings.get(number - 1);
    }

    private static PciAddress address(ByteBuffer fields, int offset) {
        int deviceAndFunction = Byte.toUnsignedInt(fields.get(offset + 3));
        return new PciAddress(
                Short.toUnsignedInt(fields.getShort(offset)),
                Byte.toUnsignedInt(fields.get(offset + 2)),
                deviceAndFunction >> 3,
                deviceAndFunction & 7);
    }

    /** All ones mean that there is no address. */
    private static boolean isReal(PciAddress address) {
        return !(address.bus() == 0xff && address.device() == 0x1f && address.function() == 7);
    }
}
