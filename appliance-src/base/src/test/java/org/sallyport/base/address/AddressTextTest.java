package org.sallyport.base.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressTextTest {
    /** Those of RFC 5952 sections 2 and 4 among them. */
    @ParameterizedTest
    @CsvSource({
        "2001:0db8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8:0:0:0:0:AAAA:1, 2001:db8::aaaa:1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "fe80:0:0:0:0:0:0:0, fe80::",
        "192.0.2.10, 192.0.2.10"
    })
    void writesAddressesAsRecommended(String given, String recommended) {
        assertThat(AddressText.of(InetAddress.ofLiteral(given))).isEqualTo(recommended);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.10, 192.0.2.10:3478", "2001:db8:0:0:0:0:0:1, [2001:db8::1]:3478"})
    void writesPortsBesideAddresses(String given, String both) {
        assertThat(AddressText.of(new InetSocketAddress(InetAddress.ofLiteral(given), 3478)))
                .isEqualTo(both);
    }
}
