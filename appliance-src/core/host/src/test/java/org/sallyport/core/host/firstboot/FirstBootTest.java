package org.sallyport.core.host.firstboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.address.AddressText;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.host.apply.HostFiles;
import org.sallyport.core.host.files.Distribution;
import org.sallyport.core.host.firstboot.FirstBootReport.State;
import org.sallyport.core.settings.layers.SettingsFile;
import org.sallyport.core.settings.model.InterfaceRole;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.sections.SettingsDocument;

class FirstBootTest {
    private static final Map<String, String> TWO_SIDES = Map.ofEntries(
            Map.entry("hostname", "gate.example.com"),
            Map.entry("nic1.roles", "external"),
            Map.entry("nic1.ipv4", "192.0.2.10/24"),
            Map.entry("nic1.ipv4-gateway", "192.0.2.1"),
            Map.entry("nic1.advertised-address", "203.0.113.7"),
            Map.entry("nic2.roles", "internal, management"),
            Map.entry("nic2.ipv4", "10.1.0.10/16"),
            Map.entry("routes", "10.0.0.0/8 via 10.1.0.1, 172.16.0.0/12 via 10.1.0.2"),
            Map.entry("dns-servers", "10.1.0.53 10.1.0.54"),
            Map.entry("time-zone", "Europe/Berlin"),
            Map.entry("ssh", "true"),
            Map.entry("nic1.mac", "00:50:56:9a:00:01"),
            Map.entry("call-server", "calls.example.com:5062"),
            Map.entry("admin-secret", "pa$$'\"`;&<>\\ wörd"));

    @TempDir
    private Path root;

    private FirstBoot boot;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(root.resolve("manager"));
        Files.createFile(root.resolve("settings.yaml"));
        Files.setPosixFilePermissions(root.resolve("settings.yaml"), PosixFilePermissions.fromString("rw-r-----"));
        boot = new FirstBoot(
                new FirstBoot.Places(
                        root.resolve("settings.yaml"), root.resolve("first-boot.json"), root.resolve("manager")),
                new HostFiles(root, Distribution.DEBIAN, 8443, _ -> Optional.empty()),
                Clock.systemUTC());
    }

    private FirstBootReport take(Map<String, String> answers) throws IOException {
        return boot.take(new Answers("a test", answers));
    }

    private Settings settings() throws IOException {
        ObjectNode document =
                SettingsFile.read(List.of(root.resolve("settings.yaml"))).defaults();
        return SettingsDocument.read(document, Secret::new, (_, _) -> Optional.empty())
                .orThrow();
    }

    private boolean isProfileOf(String name) {
        return Files.exists(root.resolve("etc/NetworkManager/system-connections/sallyport-" + name + ".nmconnection"));
    }

    @Test
    void putsAllAnswersIntoForceWithoutAskingTheNetwork() throws IOException {
        assertThat(take(TWO_SIDES).problems()).isEmpty();

        assertThat(boot.isDone()).isTrue();
        assertThat(settings().network().routes()).hasSize(2);
        assertThat(settings().sip().callServer().port()).isEqualTo(5062);
        assertThat(settings().sip().listeners())
                .extracting(listener -> listener.address().advertisedHost())
                .contains("203.0.113.7", "10.1.0.10");
        assertThat(settings().media().external().advertisedHost()).isEqualTo("203.0.113.7");
        assertThat(settings().turn().listeners())
                .extracting(
                        listener -> AddressText.of(listener.address().bound().getAddress()))
                .containsOnly("192.0.2.10");
        assertThat(AddressText.of(settings().turn().relay().ipv4().advertised()))
                .isEqualTo("203.0.113.7");
        assertThat(isProfileOf("eth0")).isTrue();
        assertThat(isProfileOf("eth1")).isTrue();
        assertThat(root.resolve("etc/nftables.conf")).exists();
        assertThat(Files.readString(root.resolve("etc/hostname"))).isEqualTo("gate.example.com\n");
    }

    @Test
    void relaysAtTheLoopbackWhereOutsideIsIpv6Alone() throws IOException {
        Map<String, String> answers = new HashMap<>(TWO_SIDES);
        answers.remove("nic1.ipv4");
        answers.remove("nic1.ipv4-gateway");
        answers.remove("nic1.advertised-address");
        answers.put("nic1.ipv6", "2001:db8::10/64");
        assertThat(take(answers).problems()).isEmpty();

        assertThat(settings().turn().relay().ipv4().bound().isLoopbackAddress()).isTrue();
        assertThat(settings().turn().listeners())
                .extracting(
                        listener -> AddressText.of(listener.address().bound().getAddress()))
                .containsOnly("2001:db8::10");
    }

    @Test
    void hasNoCallServerUntilSomebodyNamesOne() throws IOException {
        take(Map.of("nic1.ipv4", "dhcp", "call-server-transport", "tls"));

        assertThat(settings().sip().callServer().isNamed()).isFalse();
    }

    @Test
    void keepsThePasswordForTheManagerAloneAsItWasGiven() throws IOException {
        take(TWO_SIDES);

        Path secret = root.resolve("manager/first-administrator.json");
        assertThat(Json.read(Files.readString(secret), ObjectNode.class)
                        .path("password")
                        .textValue())
                .isEqualTo(TWO_SIDES.get("admin-secret"));
        assertThat(Files.getPosixFilePermissions(secret)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(root.resolve("settings.yaml"))).doesNotContain("wörd");
        assertThat(Files.getPosixFilePermissions(root.resolve("settings.yaml")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void servesBothSidesOnOneInterface() throws IOException {
        assertThat(take(Map.of("nic1.ipv4", "192.0.2.10/24")).problems()).isEmpty();

        assertThat(settings().sip().listeners())
                .extracting(listener -> listener.address().bound().getPort())
                .containsExactly(5060, 5060, 5061, 5070, 5070);
    }

    @Test
    void leavesAnAdapterWithoutAddressUnusedWhateverItsRole() throws IOException {
        Map<String, String> answers = new HashMap<>(TWO_SIDES);
        answers.put("nic3.roles", "management");
        answers.put("nic3.advertised-address", "203.0.113.9");
        assertThat(take(answers).problems()).isEmpty();
        assertThat(settings().network().interfaces())
                .extracting(nic -> nic.name())
                .containsExactly("eth0", "eth1");

        assertThat(boot.problems(Map.of("hostname", "gate", "nic1.roles", "external")))
                .extracting(Problem::path)
                .containsExactly("sallyport.nic1.ipv4");
    }

    @Test
    void givesOneAdapterAloneAllRoles() throws IOException {
        assertThat(take(Map.of("nic1.roles", "external", "nic2.roles", "internal", "nic1.ipv4", "dhcp"))
                        .problems())
                .isEmpty();
        assertThat(settings().network().interfaces())
                .singleElement()
                .satisfies(nic -> assertThat(nic.roles()).containsExactly(InterfaceRole.ALL));
    }

    @Test
    void takesACallServerInAnyForm() throws IOException {
        for (String form : List.of("[2001:db8::5]:5070", "[2001:db8::5]", "2001:db8::5", "10.1.0.5:5070", "calls")) {
            assertThat(take(Map.of("nic1.ipv4", "dhcp", "call-server", form)).problems())
                    .as(form)
                    .isEmpty();
            assertThat(settings().sip().callServer().port()).isEqualTo(form.endsWith(":5070") ? 5070 : 5060);
        }
    }

    @Test
    void tellsEveryMistakeAtTheKeyThatWasGivenAndDoesNothingOfTheRest() throws IOException {
        FirstBootReport report = take(Map.of(
                "hostname", "gate_1",
                "nic1.roles", "outside",
                "nic1.ipv4", "192.0.2.10",
                "nic2.ipv4", "10.1.0.10/16",
                "routes", "10.0.0.0/8",
                "dns-servers", "dns.example.com",
                "admin-secret", "short",
                "pasword-hash", "secret"));

        assertThat(report.state()).isEqualTo(State.REFUSED);
        assertThat(report.problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "sallyport.pasword-hash",
                        "sallyport.routes",
                        "sallyport.hostname",
                        "sallyport.nic1.roles",
                        "sallyport.nic1.ipv4",
                        "sallyport.nic2.roles",
                        "sallyport.dns-servers",
                        "sallyport.admin-secret");
        assertThat(report.problems()).allSatisfy(problem -> {
            assertThat(problem.remedy()).isNotEmpty();
            assertThat(problem.value()).doesNotContain("short");
        });
        assertThat(root.resolve("manager/first-administrator.json")).doesNotExist();
        assertThat(settings().network().hostname()).isEqualTo("sallyport");
    }

    @Test
    void namesTheRolesWhereNobodyCarriesASide() throws IOException {
        assertThat(take(Map.of(
                                "nic1.roles",
                                "internal",
                                "nic1.ipv4",
                                "10.1.0.10/16",
                                "nic2.roles",
                                "management",
                                "nic2.ipv4",
                                "10.2.0.10/16"))
                        .problems())
                .extracting(Problem::path)
                .containsOnly("sallyport.nicN.roles");
    }

    @Test
    void asksDhcpWhileNobodyAnswersAndKeepsWhatWasSettled() throws IOException {
        assertThat(boot.run(Optional::empty).state()).isEqualTo(State.UNANSWERED);
        assertThat(boot.isDone()).isFalse();
        assertThat(settings().network().interfaces()).hasSize(1);
        assertThat(isProfileOf("eth0")).isTrue();

        String mine = "network: {hostname: mine}\n";
        Files.writeString(root.resolve("settings.yaml"), mine);
        boot.run(Optional::empty);
        assertThat(Files.readString(root.resolve("settings.yaml"))).isEqualTo(mine);
    }

    @Test
    void reportsASourceThatCannotBeRead() throws IOException {
        FirstBootReport report = boot.run(() -> {
            throw new InvalidInputException(new Problem("the drive", "line 3", "It has no equals sign.", "Write one."));
        });

        assertThat(report.state()).isEqualTo(State.REFUSED);
        assertThat(FirstBootReport.read(root.resolve("first-boot.json"))).contains(report);
    }

    @Test
    void takesAHashAsTheUsualToolsWriteIt() throws IOException {
        String hash = "$argon2id$v=19$m=65536,t=3,p=1$c29tZXNhbHQ0NTY3ODkw$" + "A".repeat(43);
        assertThat(take(Map.of("nic1.ipv4", "dhcp", "admin-password-hash", hash))
                        .problems())
                .isEmpty();
        assertThat(Files.readString(root.resolve("manager/first-administrator.json")))
                .contains("passwordHash");

        assertThat(boot.problems(Map.of("nic1.ipv4", "dhcp", "admin-password-hash", "$6$abc$def")))
                .extracting(Problem::path)
                .containsExactly("sallyport.admin-password-hash");
    }

    @Test
    void readsTheYamlItWrites() throws IOException {
        take(TWO_SIDES);

        assertThat(new YAMLMapper()
                        .readTree(Files.readString(root.resolve("settings.yaml")))
                        .at("/network/hostname")
                        .asText())
                .isEqualTo("gate.example.com");
    }
}
