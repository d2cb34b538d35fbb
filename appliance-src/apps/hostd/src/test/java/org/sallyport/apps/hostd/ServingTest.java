package org.sallyport.apps.hostd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.json.Json;
import org.sallyport.base.lifecycle.OpenParts;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlClient;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.host.FirewallView;
import org.sallyport.core.control.host.HostStatus;
import org.sallyport.core.control.host.RemoteHost;
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
        Serving.open(
                HostdOptions.parse(arguments),
                SettingsFile.read(List.of(settings)),
                (command, _) -> run(command),
                parts);
        return new RemoteHost(new ControlClient(socket, Duration.ofSeconds(10), deadlines));
    }

    private ProgramResult run(List<String> command) {
        commands.add(String.join(" ", command));
        return new ProgramResult(0, command.contains("--json") ? COUNTERS : "yes\n", "");
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
}
