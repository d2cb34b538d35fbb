package org.sallyport.core.host.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.host.example.ExampleSettings;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.program.SystemPrograms;

/** The ruleset in a network namespace with an outside and an inside, tried from both. */
class FirewallInNamespacesTest {
    private static final Programs PROGRAMS = new SystemPrograms(Duration.ofSeconds(20));
    private static final String SUFFIX = Long.toString(ProcessHandle.current().pid(), 36);
    private static final String GATE = "fw-gate-" + SUFFIX;
    private static final String OUTSIDE = "fw-out-" + SUFFIX;
    private static final String INSIDE = "fw-in-" + SUFFIX;

    private final List<String> namespaces = new ArrayList<>();

    @BeforeEach
    void layOut() {
        assumeTrue(
                System.getProperty("user.name").equals("root")
                        && PROGRAMS.run("unshare", "--net", "nft", "list", "ruleset")
                                .succeeded(),
                "needs root, network namespaces and nftables");
        for (String name : List.of(GATE, OUTSIDE, INSIDE)) {
            must("ip", "netns", "add", name);
            namespaces.add(name);
            in(name, "ip", "link", "set", "lo", "up");
        }
        connect("eth0", "192.0.2.10/24", OUTSIDE, "192.0.2.200/24");
        connect("eth1", "10.1.0.10/16", INSIDE, "10.1.0.200/16");
        in(INSIDE, "ip", "address", "add", "10.2.0.200/16", "dev", "wire");
        in(INSIDE, "ip", "route", "add", "192.0.2.0/24", "via", "10.1.0.10");
        ProgramResult loaded = PROGRAMS.run(
                List.of("ip", "netns", "exec", GATE, "nft", "-f", "-"),
                FirewallRules.render(ExampleSettings.read(ExampleSettings.TWO_SIDES), 8443));
        assertThat(loaded.complaint()).isEqualTo("status 0");
    }

    @AfterEach
    void takeAway() {
        namespaces.forEach(name -> PROGRAMS.run("ip", "netns", "delete", name));
    }

    private static void must(String... command) {
        ProgramResult result = PROGRAMS.run(command);
        assertThat(result.succeeded()).as(result.complaint()).isTrue();
    }

    private static void in(String namespace, String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        whole.addAll(List.of(command));
        must(whole.toArray(String[]::new));
    }

    private static void connect(String nic, String address, String peer, String peerAddress) {
        must("ip", "-n", GATE, "link", "add", nic, "type", "veth", "peer", "name", "wire", "netns", peer);
        in(GATE, "ip", "address", "add", address, "dev", nic);
        in(GATE, "ip", "link", "set", nic, "up");
        in(peer, "ip", "address", "add", peerAddress, "dev", "wire");
        in(peer, "ip", "link", "set", "wire", "up");
    }

    /** Nothing listens, so what is let in is refused at once and what is not gets no answer. */
    private static boolean isLetIn(String from, String protocol, String host, int port) {
        ProgramResult result = PROGRAMS.run(
                "ip",
                "netns",
                "exec",
                from,
                "timeout",
                "1",
                "bash",
                "-c",
                "exec 3<>/dev/" + protocol + "/" + host + "/" + port + " && echo x >&3 && read -t 0.5 <&3");
        return result.errors().contains("refused");
    }

    private static long counted(DropReason reason) {
        String text = PROGRAMS.run(
                        "ip", "netns", "exec", GATE, "nft", "list", "counter", "inet", "sallyport", reason.counter())
                .output();
        Matcher packets = Pattern.compile("packets (\\d+)").matcher(text);
        assertThat(packets.find()).as(text).isTrue();
        return Long.parseLong(packets.group(1));
    }

    @Test
    void letsCallsInFromBothSidesAndNothingElse() {
        assertThat(isLetIn(OUTSIDE, "tcp", "192.0.2.10", 5061)).isTrue();
        assertThat(isLetIn(OUTSIDE, "udp", "192.0.2.10", 5060)).isTrue();
        assertThat(isLetIn(OUTSIDE, "udp", "192.0.2.10", 25_000)).isTrue();
        assertThat(isLetIn(INSIDE, "udp", "10.1.0.10", 45_000)).isTrue();
        assertThat(counted(DropReason.NO_SERVICE)).isZero();

        assertThat(isLetIn(OUTSIDE, "tcp", "192.0.2.10", 8443)).isFalse();
        assertThat(isLetIn(OUTSIDE, "tcp", "192.0.2.10", 22)).isFalse();
        assertThat(isLetIn(INSIDE, "tcp", "10.1.0.10", 5432)).isFalse();
        assertThat(counted(DropReason.NO_SERVICE)).isPositive();
    }

    @Test
    void letsAdministratorsInFromTheirSubnetsOnly() {
        assertThat(isLetIn(INSIDE, "tcp", "10.1.0.10", 8443)).isTrue();
        assertThat(isLetIn(INSIDE, "tcp", "10.1.0.10", 22)).isTrue();

        in(GATE, "ip", "route", "add", "10.2.0.0/16", "dev", "eth1");
        in(INSIDE, "ip", "route", "replace", "10.1.0.0/16", "dev", "wire", "src", "10.2.0.200");
        assertThat(isLetIn(INSIDE, "tcp", "10.1.0.10", 8443)).isFalse();
        assertThat(counted(DropReason.NOT_AN_ADMINISTRATOR)).isPositive();
    }

    @Test
    void refusesSourcesThatBelongElsewhere() {
        in(OUTSIDE, "ip", "address", "add", "10.1.0.66/32", "dev", "wire");
        in(OUTSIDE, "ip", "route", "replace", "192.0.2.0/24", "dev", "wire", "src", "10.1.0.66");

        assertThat(isLetIn(OUTSIDE, "tcp", "192.0.2.10", 5060)).isFalse();
        assertThat(counted(DropReason.SPOOFED)).isPositive();
    }

    @Test
    void passesNothingOnBetweenTheSides() {
        in(GATE, "sysctl", "-q", "-w", "net.ipv4.ip_forward=1");

        assertThat(isLetIn(INSIDE, "tcp", "192.0.2.200", 80)).isFalse();
        assertThat(counted(DropReason.FORWARDED)).isPositive();
    }

    @Test
    void countsConnectionsBeyondThePaceOfPeople() {
        PROGRAMS.run(
                "ip",
                "netns",
                "exec",
                INSIDE,
                "timeout",
                "15",
                "bash",
                "-c",
                "for i in {1..120}; do (exec 3<>/dev/tcp/10.1.0.10/8443) 2>/dev/null & done; wait -n; kill $(jobs -p)");

        assertThat(counted(DropReason.TOO_MANY_CONNECTIONS)).isPositive();
    }

    @Test
    void loadsAgainOverItself() {
        ProgramResult again = PROGRAMS.run(
                List.of("ip", "netns", "exec", GATE, "nft", "-f", "-"),
                FirewallRules.render(ExampleSettings.read(ExampleSettings.ONE_LEASED), 8443));

        assertThat(again.complaint()).isEqualTo("status 0");
        assertThat(isLetIn(OUTSIDE, "tcp", "192.0.2.10", 8443)).isTrue();
    }
}
