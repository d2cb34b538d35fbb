package org.sallyport.core.host.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.host.example.ExampleSettings;
import org.sallyport.core.host.files.Distribution;
import org.sallyport.core.host.files.SystemFile;
import org.sallyport.core.host.nic.inventory.MacAddress;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.program.SystemPrograms;

class NetworkFilesTest {
    private static final Programs PROGRAMS = new SystemPrograms(Duration.ofSeconds(20));

    private static Optional<MacAddress> address(String name) {
        return name.equals("eth0") ? MacAddress.parse("00:50:56:9a:00:01") : Optional.empty();
    }

    private static List<SystemFile> files(String yaml) {
        return NetworkFiles.of(ExampleSettings.read(yaml).network(), Distribution.DEBIAN, NetworkFilesTest::address);
    }

    private static String text(String yaml, String path) {
        return files(yaml).stream()
                .filter(file -> file.path().equals(Path.of(path)))
                .map(file -> file instanceof SystemFile.Text text ? text.content() : "")
                .collect(Collectors.joining());
    }

    private static boolean isInstalled(String program) {
        return Files.exists(Path.of("/usr/bin", program)) || Files.exists(Path.of("/usr/sbin", program));
    }

    @Test
    void writesAProfileForAnInterfaceWithBothFamilies() {
        assertThat(text(
                        ExampleSettings.TWO_SIDES,
                        "/etc/NetworkManager/system-connections/sallyport-eth0.nmconnection"))
                .isEqualTo("""
                        # Written by Sallyport from its settings; changes made here are lost.

                        [connection]
                        id=sallyport-eth0
                        uuid=0b36c9ad-f200-353e-a430-a4fc485be20e
                        type=ethernet
                        interface-name=eth0
                        autoconnect-priority=100
                        autoconnect-retries=0

                        [ethernet]
                        mtu=1500
                        mac-address=00:50:56:9A:00:01

                        [ipv4]
                        method=manual
                        address1=192.0.2.10/24,192.0.2.1
                        may-fail=true

                        [ipv6]
                        method=manual
                        address1=2001:db8:0:0:0:0:0:10/64,fe80:0:0:0:0:0:0:1
                        ip6-privacy=0
                        may-fail=true
                        """);
    }

    @Test
    void givesRoutesToTheInterfaceThatReachesTheirRouter() {
        assertThat(text(
                        ExampleSettings.TWO_SIDES,
                        "/etc/NetworkManager/system-connections/sallyport-eth1.nmconnection"))
                .contains("""
                        [ipv4]
                        method=manual
                        address1=10.1.0.10/16
                        never-default=true
                        route1=10.0.0.0/8,10.1.0.1
                        route2=172.16.0.0/12,10.1.0.2
                        may-fail=true

                        [ipv6]
                        method=disabled
                        """)
                .contains("mtu=9000");
    }

    @Test
    void leavesTheDefaultRouteToWhoeverLeasesTheFirstAddress() {
        String yaml = """
                network:
                  interfaces:
                  - {name: eth0, roles: [internal, management], ipv4: 10.1.0.10/16}
                  - {name: eth1, roles: external, ipv4: dhcp, ipv6: dhcp}
                  routes: [{to: 192.168.0.0/16, via: 198.51.100.1}]
                """;

        assertThat(text(yaml, "/etc/NetworkManager/system-connections/sallyport-eth0.nmconnection"))
                .contains("never-default=true");
        assertThat(text(yaml, "/etc/NetworkManager/system-connections/sallyport-eth1.nmconnection"))
                .doesNotContain("never-default")
                .contains("[ipv4]\nmethod=auto\nroute1=192.168.0.0/16,198.51.100.1\n")
                .contains("[ipv6]\nmethod=dhcp\n");
    }

    @Test
    void writesNamesTimeAndZone() {
        assertThat(files(ExampleSettings.TWO_SIDES))
                .contains(new SystemFile.Text(Path.of("/etc/hostname"), "gate.example.com\n", false))
                .contains(
                        new SystemFile.Link(Path.of("/etc/localtime"), Path.of("../usr/share/zoneinfo/Europe/Berlin")));
        assertThat(text(ExampleSettings.TWO_SIDES, "/etc/NetworkManager/conf.d/90-sallyport.conf"))
                .contains("no-auto-default=*")
                .contains("searches=example.com")
                .contains("servers=10.1.0.53,10.1.0.54");
        assertThat(text(ExampleSettings.TWO_SIDES, "/etc/chrony/chrony.conf"))
                .contains("server ntp1.example.com iburst\nserver 10.1.0.123 iburst\n")
                .doesNotContain("sourcedir");
        assertThat(text(ExampleSettings.ONE_LEASED, "/etc/chrony/chrony.conf")).contains("sourcedir /run/chrony-dhcp");
    }

    @Test
    void writesNothingWhereTheNetworkIsNotOurs() {
        assertThat(files("network: {hostname: other}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ExampleSettings.TWO_SIDES, ExampleSettings.ONE_LEASED})
    void isUnderstoodByNetworkManager(String yaml) {
        assumeTrue(isInstalled("nmcli"), "needs NetworkManager's nmcli");
        files(yaml).stream()
                .filter(file -> file.path().startsWith(NetworkFiles.PROFILES))
                .map(file -> ((SystemFile.Text) file).content())
                .forEach(profile -> {
                    ProgramResult result = PROGRAMS.run(
                            List.of("nmcli", "--offline", "connection", "modify", "connection.zone", "test"), profile);

                    assertThat(result.errors()).isEmpty();
                    assertThat(result.output()).contains(keysOf(profile));
                });
    }

    /** What it does not understand it leaves out when it writes a profile again; what is its default it leaves out too. */
    private static List<String> keysOf(String profile) {
        List<String> defaults = List.of("method=disabled", "may-fail=true");
        Predicate<String> isKept = line ->
                line.contains("=") && !line.startsWith("#") && !defaults.contains(line) && !line.contains(":0:");
        return profile.lines().filter(isKept).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {ExampleSettings.TWO_SIDES, ExampleSettings.ONE_LEASED})
    void isUnderstoodByChrony(String yaml, @TempDir Path directory) throws IOException {
        assumeTrue(isInstalled("chronyd"), "needs chrony");
        Path file = Files.writeString(directory.resolve("chrony.conf"), text(yaml, "/etc/chrony/chrony.conf"));

        ProgramResult result = PROGRAMS.run("/usr/sbin/chronyd", "-p", "-f", file.toString());

        assertThat(result.complaint()).isEqualTo("status 0");
    }
}
