package org.sallyport.base.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    private static Cidr cidr(String text) {
        return Cidr.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.10/24, 192.0.2.0/24",
        "192.0.2.10/31, 192.0.2.10/31",
        "10.9.8.7/0, 0.0.0.0/0",
        "2001:db8::10/64, 2001:db8::/64",
        "2001:db8::ff/121, 2001:db8::80/121"
    })
    void clearsTheBitsOfTheHost(String given, String network) {
        assertThat(cidr(given).network()).isEqualTo(cidr(network));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.2.1", "192.0.2.1/33", "192.0.2/24", "host/24", "192.0.2.1/-1", "2001:db8::/129", "/8"})
    void refusesWhatIsNone(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }

    @Test
    void knowsItsAddressesAndNoneOfTheOtherFamily() {
        assertThat(cidr("192.0.2.10/24").contains(InetAddress.ofLiteral("192.0.2.200")))
                .isTrue();
        assertThat(cidr("192.0.2.10/24").contains(InetAddress.ofLiteral("192.0.3.1")))
                .isFalse();
        assertThat(cidr("0.0.0.0/0").contains(InetAddress.ofLiteral("2001:db8::1")))
                .isFalse();
    }

    @Test
    void overlapsWhenOneLiesInTheOther() {
        assertThat(cidr("10.0.0.1/8").overlaps(cidr("10.20.0.1/24"))).isTrue();
        assertThat(cidr("10.20.0.1/24").overlaps(cidr("10.0.0.1/8"))).isTrue();
        assertThat(cidr("10.20.0.1/24").overlaps(cidr("10.20.1.1/24"))).isFalse();
    }
}
