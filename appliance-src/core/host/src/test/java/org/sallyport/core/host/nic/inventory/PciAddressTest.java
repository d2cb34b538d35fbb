package org.sallyport.core.host.nic.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.json.Json;

class PciAddressTest {
    @Test
    void readsWhatSysfsWrites() {
        assertThat(PciAddress.parse("0000:1b:1f.7")).contains(new PciAddress(0, 0x1b, 0x1f, 7));
        assertThat(PciAddress.parse("10000:01:00.0")).contains(new PciAddress(0x10000, 1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pci0000:00", "0000:1b:20.0", "0000:1b:00.8", "00:1b:00.0", "0000:1b:00"})
    void takesNothingElseForAFunction(String text) {
        assertThat(PciAddress.parse(text)).isEmpty();
    }

    @Test
    void ordersByBusThenDeviceThenFunction() {
        assertThat(PciAddress.of("0000:02:00.0"))
                .isGreaterThan(PciAddress.of("0000:01:1f.7"))
                .isLessThan(PciAddress.of("0000:02:00.1"));
    }

    @Test
    void knowsThePortsOfOneCard() {
        PciAddress port = PciAddress.of("0000:02:00.0");
        assertThat(port.sharesDeviceWith(PciAddress.of("0000:02:00.1"))).isTrue();
        assertThat(port.sharesDeviceWith(PciAddress.of("0000:02:01.0"))).isFalse();
        assertThat(port.slotAddress()).isEqualTo("0000:02:00");
    }

    @Test
    void isTextInJson() throws Exception {
        PciAddress port = PciAddress.of("0000:02:00.1");
        assertThat(Json.read(Json.write(port), PciAddress.class)).isEqualTo(port);
    }
}
