package org.sallyport.apps.hostd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.json.Json;
import org.sallyport.base.lifecycle.OpenParts;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.problem.Problem;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlClient;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.files.KeptFile;
import org.sallyport.core.control.files.RemoteFiles;
import org.sallyport.core.control.host.FirewallView;
import org.sallyport.core.control.host.HostStatus;
import org.sallyport.core.control.host.RemoteHost;
import org.sallyport.core.control.nic.RemoteNics;
import org.sallyport.core.control.plate.RemotePlate;
import org.sallyport.core.control.plate.ServicePlate;
import org.sallyport.core.control.setup.RemoteSetUp;
import org.sallyport.core.host.firstboot.Answers;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.settings.layers.SettingsFile;

class ServingTest {
    private static final String COUNTERS =
            "{\"nftables\": [{\"metainfo\": {}}, {\"counter\": {\"name\": \"no-service\", \"packets\": 17}}]}";

    @TempDir
    private Path root;

    private final OpenParts parts = new OpenParts();
    private final Deadlines deadlines = parts.keep(new Deadlines(new LiveObjects()));
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private Map<String, String> bootsWith = Map.of();
    private RemoteHost host;

    @BeforeEach
    void serve() throws IOException {
        host = serve(System.getProperty("user.name"));
    }

    @AfterEach
    void end() {
        parts.close();
    }

    private RemoteHost serve(String user) throws IOException {
        Path settings = Files.writeString(root.resolve("settings.yaml"), Json.write(network("192.0.2.10")));
        Path socket = root.resolve(user + ".sock");
        List<String> arguments = new ArrayList<>(List.of("--root", root.toString(), "--socket", socket.toString()));
        arguments.addAll(List.of("--state", root.resolve("state").toString(), "--group", "", "--user", user));
        arguments.addAll(List.of("--settings", settings.toString()));
        arguments.addAll(List.of("--console", root.resolve("tty-" + user).toString()));
        Serving.open(
                HostdOptions.parse(arguments),
                SettingsFile.read(List.of(settings)),
                (command, _) -> run(command),
                parts);
        return new RemoteHost(new ControlClient(socket, Duration.ofSeconds(10), deadlines));
    }

    private ProgramResult run(List<String> command) {
        commands.add(String.join(" ", command));
        if (command.contains("sallyport-first-boot.service")) {
            firstBoot();
        }
        return new ProgramResult(0, command.contains("--json") ? COUNTERS : "yes\n", "");
    }

    /** What the unit of that name does. */
    private void firstBoot() {
        try {
            HostdOptions options = HostdOptions.parse(List.of(
                    "--root", root.toString(),
                    "--state", root.resolve("state").toString(),
                    "--settings", root.resolve("settings.yaml").toString()));
            FirstBooting.run(
                    options,
                    () -> Optional.of(new Answers("a test", bootsWith)),
                    (_, _) -> new ProgramResult(0, "", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode network(String address) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.putObject("network")
                .putArray("interfaces")
                .addObject()
                .put("name", "eth0")
                .put("roles", "all")
                .put("ipv4", address + "/24");
        return document;
    }

    private String profile() throws IOException {
        return Files.readString(root.resolve("etc/NetworkManager/system-connections/sallyport-eth0.nmconnection"));
    }

    @Test
    void beginsWithTheSettingsFile() throws IOException {
        assertThat(profile()).contains("192.0.2.10");
        assertThat(commands).anyMatch(command -> command.startsWith("nft -f"));
    }

    @Test
    void appliesOnTrialAndKeepsWhatIsConfirmed() throws IOException {
        assertThat(host.plan(network("192.0.2.20")).files()).hasSize(1);
        host.apply(7, network("192.0.2.20"), Optional.of(Duration.ofMinutes(1)));

        assertThat(profile()).contains("192.0.2.20");
        assertThat(host.status().trial()).map(HostStatus.Trial::revision).contains(7L);
        assertThat(host.confirm(7)).isTrue();
        assertThat(host.status().trial()).isEmpty();
    }

    @Test
    void returnsWhenToldTo() throws IOException {
        host.apply(7, network("192.0.2.20"), Optional.of(Duration.ofMinutes(1)));

        assertThat(host.rollBack(7)).isTrue();
        assertThat(profile()).contains("192.0.2.10");
    }

    @Test
    void tellsHowTheMachineIs() {
        HostStatus status = host.status();

        assertThat(status.managed()).isTrue();
        assertThat(status.isTimeSynchronised()).isTrue();
        assertThat(status.firewall()).containsEntry("no-service", 17L);
        assertThat(status.bootedAt()).isInThePast();
    }

    @Test
    void tellsWhatThePacketFilterLetsIn() {
        FirewallView firewall = host.firewall();

        assertThat(firewall.openings())
                .contains(new FirewallView.Opening(
                        List.of("console and API"), List.of("eth0"), "TCP", "8443", List.of(), "ADMINISTRATORS"));
        assertThat(firewall.ruleset()).anyMatch(line -> line.contains("tcp dport 8443 accept"));
        assertThat(firewall.dropped()).containsEntry("no-service", 17L);
    }

    @Test
    void saysAllThatIsWrongAndDoesNothing() throws IOException {
        assertThat(host.plan(network("192.0.2.300")).problems()).hasSize(1);
        assertThatThrownBy(() -> host.apply(8, network("192.0.2.300"), Optional.empty()))
                .isInstanceOfSatisfying(
                        ControlException.class,
                        e -> assertThat(e.reason()).isEqualTo(ControlException.Reason.INVALID_ARGUMENTS))
                .hasMessageContaining("network.interfaces[0].ipv4");
        assertThat(profile()).contains("192.0.2.10");
    }

    @Test
    void switchesThePowerThroughSystemd() {
        host.reboot();
        host.powerOff();

        assertThat(commands).contains("systemctl --no-block reboot", "systemctl --no-block poweroff");
    }

    @Test
    void answersNobodyElse() throws IOException {
        RemoteHost other = serve("nobody-of-that-name");

        assertThatThrownBy(other::reboot)
                .isInstanceOfSatisfying(
                        ControlException.class,
                        e -> assertThat(e.reason()).isEqualTo(ControlException.Reason.FORBIDDEN));
        assertThat(commands).noneMatch(command -> command.contains("reboot"));
    }

    private ControlClient console() {
        Path socket = root.resolve("tty-" + System.getProperty("user.name")).resolve("set-up.sock");
        return new ControlClient(socket, Duration.ofSeconds(10), deadlines);
    }

    @Test
    void isSetUpAtItsConsoleOnce() throws IOException {
        RemoteSetUp setUp = new RemoteSetUp(console());
        assertThat(setUp.state().done()).isFalse();
        assertThat(setUp.take(Map.of("sallyport.nic1.ipv4", "192.0.2.300/24")))
                .extracting(Problem::path)
                .containsExactly("sallyport.nic1.ipv4");
        assertThat(commands).noneMatch(command -> command.contains("first-boot"));
        bootsWith = Map.of("nic1.ipv4", "192.0.2.77/24");

        assertThat(setUp.take(Map.of("sallyport.nic1.ipv4", "192.0.2.77/24"))).isEmpty();

        assertThat(setUp.state().done()).isTrue();
        assertThat(commands)
                .containsSubsequence(
                        "systemctl restart sallyport-first-boot.service",
                        "nmcli connection reload",
                        "nmcli --wait 20 connection up sallyport-eth0",
                        "systemctl try-restart --no-block sallyport-manager.service sallyport-director.service");
        assertThat(profile()).contains("192.0.2.77/24");
        assertThatThrownBy(() -> setUp.take(Map.of("sallyport.nic1.ipv4", "192.0.2.78/24")))
                .hasMessageContaining("set up already");
    }

    @Test
    void answersNothingButTheSetUpAndAdaptersAtItsConsole() {
        assertThatThrownBy(() -> new RemoteHost(console()).reboot())
                .isInstanceOfSatisfying(
                        ControlException.class,
                        e -> assertThat(e.reason()).isEqualTo(ControlException.Reason.UNKNOWN_VERB));
        assertThat(new RemoteNics(console()).list().missing()).isEmpty();
    }

    @Test
    void givesAndTakesWhatAnOperatorPutBesideTheSettings() throws IOException {
        RemoteFiles files = new RemoteFiles(manager());
        assertThat(files.files()).isEmpty();
        Path directory = Files.createDirectories(root.resolve("etc/sallyport"));
        Files.writeString(directory.resolve("Zertifikat (neu).PEM"), "an authority");
        List<KeptFile> kept = files.files();
        assertThat(kept).extracting(KeptFile::toString).containsExactly("etc/Zertifikat (neu).PEM");
        Files.delete(directory.resolve("Zertifikat (neu).PEM"));
        Files.writeString(directory.resolve("other.pem"), "of another machine");

        files.replace(kept);

        assertThat(directory).isDirectoryContaining("glob:**.PEM").isDirectoryNotContaining("glob:**.pem");
        assertThat(directory.resolve("Zertifikat (neu).PEM")).hasContent("an authority");
        assertThatThrownBy(() -> files.replace(List.of(KeptFile.of("etc", "../passwd", new byte[0]))))
                .hasMessageContaining("may not be named");
        assertThatThrownBy(() -> files.replace(List.of(KeptFile.of("keys", "secrets.key", new byte[0]))))
                .hasMessageContaining("no place keys");
    }

    private ControlClient manager() {
        return new ControlClient(
                root.resolve(System.getProperty("user.name") + ".sock"), Duration.ofSeconds(10), deadlines);
    }

    @Test
    void showsAtItsTerminalsWhatTheManagerTells() throws IOException {
        Path tty = root.resolve("tty-" + System.getProperty("user.name"));
        assertThat(tty.resolve("issue")).content().contains("not set up yet").contains("do not answer");

        new RemotePlate(manager())
                .tell(new ServicePlate(
                        8443,
                        true,
                        "AB:CD",
                        "a certificate",
                        Optional.of("once-only"),
                        List.of("WARNING: a \\ \u001b[2J alarm")));

        assertThat(tty.resolve("issue"))
                .content()
                .contains("Calls are carried.")
                .contains("AB:CD")
                .contains("admin, password once-only")
                .contains("! WARNING: a \\\\  [2J alarm");
        assertThat(tty.resolve("certificate.pem")).content().isEqualTo("a certificate");
        assertThat(commands).contains("agetty --reload");
    }
}
