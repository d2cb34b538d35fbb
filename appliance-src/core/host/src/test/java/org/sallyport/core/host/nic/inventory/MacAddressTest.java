package org.sallyport.core.host.nic.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.InvalidInputException;

class MacAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"00:50:56:9a:bc:0d", "00-50-56-9A-BC-0D", "0050569ABC0D", " 00:50:56:9a:bc:0d\n"})
    void readsWhatHypervisorsAndKernelsWrite(String text) {
        assertThat(MacAddress.parse(text)).hasValueSatisfying(mac -> {
            assertThat(mac).hasToString("00:50:56:9a:bc:0d");
            assertThat(mac.oui()).isEqualTo(0x005056);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00:00:00:00:00:00", // the kernel's word for none
                "ff:ff:ff:ff:ff:ff",
                "01:00:5e:00:00:01", // a group's
                "00:50:56:9a:bc",
                "00:50-56:9a:bc:0d",
                "00:50:56:9a:bc:0g",
                "00:50:56:9a:bc:0d:00:00"
            })
    void takesNothingElseForAnAdapter(String text) {
        assertThat(MacAddress.parse(text)).isEmpty();
        assertThatThrownBy(() -> MacAddress.of(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("00:50:56:9a:00:01");
    }

    @Test
    void ordersAsANumber() {
        assertThat(MacAddress.of("00:0a:f7:96:d1:7b"))
                .isGreaterThan(MacAddress.of("00:0a:f7:96:d1:7a"))
                .isLessThan(MacAddress.of("b0:26:28:19:fd:de"));
    }

    @Test
    void isTextInJson() throws Exception {
        MacAddress mac = MacAddress.of("b0:26:28:19:fd:de");
        assertThat(Json.write(mac)).isEqualTo("\"b0:26:28:19:fd:de\"");
        assertThat(Json.read(Json.write(mac), MacAddress.class)).isEqualTo(mac);
    }
}
