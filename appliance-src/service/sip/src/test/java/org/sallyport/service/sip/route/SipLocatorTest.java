package org.sallyport.service.sip.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.dns.DnsRecordType;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sip.SipFactory;
import javax.sip.address.SipURI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sallyport.core.settings.model.SipTransport;

@Timeout(30)
class SipLocatorTest {
    private static final Set<SipTransport> ALL = EnumSet.allOf(SipTransport.class);

    private final TestNameServer dns = new TestNameServer();
    private final SipLocator locator = new SipLocator(List.of(dns.address()));

    @AfterEach
    void close() {
        locator.close();
        dns.close();
    }

    @Test
    void takesALiteralAddressAsItIs() throws Exception {
        assertThat(locate("sip:a@192.0.2.1")).containsExactly("UDP 192.0.2.1:5060");
        assertThat(locate("sip:a@192.0.2.1:5070;transport=tcp")).containsExactly("TCP 192.0.2.1:5070");
        assertThat(locate("sips:a@192.0.2.1")).containsExactly("TLS 192.0.2.1:5061");
        assertThat(locate("sip:a@[2001:db8::1]")).containsExactly("UDP 2001:db8:0:0:0:0:0:1:5060");
        assertThat(dns.queries).hasValue(0);
    }

    @Test
    void prefersMaddr() throws Exception {
        assertThat(locate("sip:a@example.com;maddr=192.0.2.9")).containsExactly("UDP 192.0.2.9:5060");
    }

    @Test
    void asksOnlyForAddressesWhenAPortIsGiven() throws Exception {
        dns.a("host.example", "192.0.2.1").srv("_sip._udp.host.example", 0, 0, 9, "other.example");

        assertThat(locate("sip:a@host.example:5070")).containsExactly("UDP 192.0.2.1:5070");
    }

    @Test
    void followsNaptrInOrder() throws Exception {
        dns.naptr("example.com", 50, 50, "SIPS+D2T", "_sips._tcp.example.com")
                .naptr("example.com", 90, 50, "SIP+D2T", "_sip._tcp.example.com")
                .naptr("example.com", 100, 50, "SIP+D2U", "_sip._udp.example.com")
                .naptr("example.com", 10, 50, "E2U+sip", "_other.example.com")
                .srv("_sips._tcp.example.com", 0, 1, 5061, "s1.example.com")
                .srv("_sip._tcp.example.com", 0, 1, 5060, "s1.example.com")
                .srv("_sip._udp.example.com", 0, 1, 5060, "s2.example.com")
                .a("s1.example.com", "192.0.2.1")
                .a("s2.example.com", "192.0.2.2");

        assertThat(locate("sip:a@example.com"))
                .containsExactly("TLS 192.0.2.1:5061", "TCP 192.0.2.1:5060", "UDP 192.0.2.2:5060");
        assertThat(locate("sips:a@example.com")).containsExactly("TLS 192.0.2.1:5061");
        assertThat(locate("sip:a@example.com;transport=udp")).containsExactly("UDP 192.0.2.2:5060");
    }

    @Test
    void asksForServicesWithoutNaptr() throws Exception {
        dns.srv("_sip._tcp.example.com", 0, 1, 5066, "s1.example.com").a("s1.example.com", "192.0.2.1");

        assertThat(locate("sip:a@example.com")).containsExactly("TCP 192.0.2.1:5066");
    }

    @Test
    void asksForAddressesWithoutAnyService() throws Exception {
        dns.a("example.com", "192.0.2.1").a("example.com", "192.0.2.2");

        assertThat(locate("sip:a@example.com")).containsExactlyInAnyOrder("UDP 192.0.2.1:5060", "UDP 192.0.2.2:5060");
    }

    @Test
    void triesServersOfTheFirstPriorityFirst() throws Exception {
        dns.srv("_sip._udp.example.com", 20, 1, 5060, "backup.example.com")
                .srv("_sip._udp.example.com", 10, 1, 5060, "main.example.com")
                .a("main.example.com", "192.0.2.1")
                .a("backup.example.com", "192.0.2.2");

        assertThat(locate("sip:a@example.com")).containsExactly("UDP 192.0.2.1:5060", "UDP 192.0.2.2:5060");
    }

    @Test
    void spreadsRequestsByWeight() throws Exception {
        dns.srv("_sip._udp.example.com", 0, 90, 5060, "192.0.2.1")
                .srv("_sip._udp.example.com", 0, 10, 5060, "192.0.2.2");
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            first.merge(locate("sip:a@example.com").getFirst(), 1, Integer::sum);
        }

        assertThat(first.get("UDP 192.0.2.1:5060")).isBetween(1_650, 1_950);
    }

    @Test
    void keepsAnswersForTheirTimeToLive() throws Exception {
        dns.srv("_sip._udp.example.com", 0, 1, 5060, "192.0.2.1");
        locate("sip:a@example.com");
        int asked = dns.queries.get();
        locate("sip:a@example.com");

        assertThat(dns.queries).hasValue(asked);
    }

    @Test
    void namesTheDomainThatAPeerMustProve() throws Exception {
        dns.srv("_sips._tcp.example.com", 0, 1, 5061, "s1.hoster.example").a("s1.hoster.example", "192.0.2.1");

        assertThat(locator.locate(target("sips:a@example.com"), ALL).getFirst().domain())
                .isEqualTo("example.com");
    }

    @Test
    void refusesTargetsThatLeadNowhere() {
        assertThatThrownBy(() -> locate("sip:a@nowhere.example")).isInstanceOf(UnlocatableException.class);
    }

    @Test
    void refusesServicesThatAreNotOffered() {
        dns.srv("_sip._udp.example.com", 0, 0, 0, ".");

        assertThatThrownBy(() -> locate("sip:a@example.com")).isInstanceOf(UnlocatableException.class);
    }

    @Test
    void refusesTransportsThatWeCannotSpeak() {
        assertThatThrownBy(() -> locator.locate(target("sip:a@192.0.2.1;transport=tls"), Set.of(SipTransport.UDP)))
                .isInstanceOf(UnlocatableException.class);
    }

    @Test
    void survivesMalformedRecords() throws Exception {
        dns.raw("_sip._udp.example.com", DnsRecordType.SRV, (byte) 0, (byte) 1)
                .srv("_sip._udp.example.com", 0, 1, 5060, "192.0.2.1");

        assertThat(locate("sip:a@example.com")).containsExactly("UDP 192.0.2.1:5060");
    }

    @Test
    void usesTheTransportOfTheSettingsForTheCallServer() throws Exception {
        dns.a("calls.example", "192.0.2.1");
        SipTarget target = new SipTarget("calls.example", 0, Optional.empty(), SipTransport.TCP, false);

        assertThat(locator.locate(target, ALL)).hasToString("[TCP 192.0.2.1:5060]");
    }

    private List<String> locate(String uri) throws Exception {
        return locator.locate(target(uri), ALL).stream().map(NextHop::toString).toList();
    }

    private static SipTarget target(String uri) throws Exception {
        return SipTarget.of(
                (SipURI) SipFactory.getInstance().createAddressFactory().createURI(uri));
    }
}
