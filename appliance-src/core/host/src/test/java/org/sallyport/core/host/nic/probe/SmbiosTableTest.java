package org.sallyport.core.host.nic.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sallyport.core.host.nic.inventory.PciAddress;
import org.sallyport.core.host.nic.probe.SmbiosTable.OnboardDevice;
import org.sallyport.core.host.nic.probe.SmbiosTable.SystemSlot;

class SmbiosTableTest {
    /** A system structure without strings, an onboard port, a video device, a slot in use, an empty slot, the end. */
    private static final byte[] TABLE = HexFormat.of()
            .parseHex(("01 04 0100 0000"
                            + "29 0b 0029 01 85 02 0000 02 01 456d626564646564204e4943203200 00"
                            + "29 0b 0129 01 83 01 0000 0a 00 566964656f00 00"
                            + "09 11 0009 01 a5 0d 04 03 0200 04 01 0000 01 00 504349652053 6c6f74203200 00"
                            + "09 11 0109 01 a5 0d 03 03 0300 04 01 ffff ff ff 504349652053 6c6f74203300 00"
                            + "7f 04 007f 0000")
                    .replace(" ", ""));

    @Test
    void readsPortsOnTheBoardAndSlotsInUse() {
        SmbiosTable table = SmbiosTable.parse(TABLE);
        assertThat(table.devices())
                .containsExactly(new OnboardDevice("Embedded NIC 2", 2, PciAddress.of("0000:02:00.1")));
        assertThat(table.slots()).containsExactly(new SystemSlot("PCIe Slot 2", 2, PciAddress.of("0000:01:00.0")));
    }

    @Test
    void readsWhatIsWholeOfATornTable() {
        for (int length = 0; length <= TABLE.length; length++) {
            SmbiosTable table = SmbiosTable.parse(Arrays.copyOf(TABLE, length));
            assertThat(table.devices()).hasSizeLessThanOrEqualTo(1);
            assertThat(table.slots()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void survivesAnyOctets() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] octets = round % 2 == 0 ? TABLE.clone() : new byte[random.nextInt(200)];
            if (round % 2 == 0) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt();
                octets[random.nextInt(octets.length)] = (byte) random.nextInt();
            } else {
                random.nextBytes(octets);
            }
            SmbiosTable table = SmbiosTable.parse(octets);
            assertThat(table.devices())
                    .allSatisfy(device -> assertThat(device.designation()).matches("[\\x20-\\x7e]{0,128}"));
        }
    }

    @Test
    void doesNotLoopOnAStructureWithoutLength() {
        assertThat(SmbiosTable.parse(new byte[] {41, 0, 0, 0, 41, 0, 0, 0}).devices())
                .isEmpty();
    }
}
