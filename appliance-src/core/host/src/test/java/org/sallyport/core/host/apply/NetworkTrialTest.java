package org.sallyport.core.host.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.host.example.RecordedPrograms;
import org.sallyport.core.host.files.Distribution;
import org.sallyport.testing.time.Eventually;

class NetworkTrialTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String PROFILE = "etc/NetworkManager/system-connections/sallyport-eth0.nmconnection";

    @TempDir
    private Path root;

    private final RecordedPrograms programs = new RecordedPrograms();
    private final Deadlines deadlines = new Deadlines(new LiveObjects());
    private NetworkTrial trial;

    @BeforeEach
    void begin() throws Exception {
        trial = trial();
        trial.recover(network("192.0.2.10"));
        programs.taken();
    }

    @AfterEach
    void end() {
        deadlines.close();
    }

    private NetworkTrial trial() {
        HostFiles files = new HostFiles(root, Distribution.DEBIAN, 8443, _ -> Optional.empty());
        return new NetworkTrial(
                new HostApplication(files, programs),
                new TrialFiles(root.resolve("data")),
                deadlines,
                Clock.systemUTC());
    }

    private static ObjectNode network(String address) throws IOException {
        return document("network: {hostname: gate, interfaces: [{name: eth0, roles: all, ipv4: " + address + "/24}]}");
    }

    private static ObjectNode document(String yaml) throws IOException {
        return (ObjectNode) YAML.readTree(yaml);
    }

    private String profile() throws IOException {
        return Files.readString(root.resolve(PROFILE));
    }

    @Test
    void bringsTheMachineIntoTheStateOfTheSettings() throws Exception {
        trial.apply(1, network("192.0.2.20"), Optional.empty());

        assertThat(profile()).contains("address1=192.0.2.20/24");
        assertThat(Files.getPosixFilePermissions(root.resolve(PROFILE)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(programs.taken())
                .containsExactly(
                        "nft -f " + root.resolve("etc/nftables.conf"),
                        "nmcli general reload",
                        "nmcli connection reload",
                        "nmcli --wait 20 connection up sallyport-eth0",
                        "systemctl disable --now ssh.service");
        assertThat(trial.current()).isEmpty();
    }

    @Test
    void runsNoMoreThanTheChangeNeeds() throws Exception {
        trial.apply(1, network("192.0.2.10"), Optional.empty());

        assertThat(programs.taken()).noneMatch(command -> command.startsWith("nmcli"));
    }

    @Test
    void undoesWhatNobodyConfirms() throws Exception {
        trial.apply(1, network("192.0.2.20"), Optional.of(Duration.ofMillis(300)));
        assertThat(profile()).contains("192.0.2.20");
        assertThat(trial.current()).map(NetworkTrial.Trial::revision).contains(1L);

        Eventually.until("the trial ends", () -> trial.current().isEmpty());
        Eventually.until("the old address is back", () -> profileHolds("192.0.2.10"));
        assertThat(programs.taken()).endsWith("systemctl disable --now ssh.service");
    }

    private boolean profileHolds(String address) {
        try {
            return profile().contains(address);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void keepsWhatIsConfirmed() throws Exception {
        trial.apply(1, network("192.0.2.20"), Optional.of(Duration.ofMinutes(1)));

        assertThat(trial.confirm(2)).isFalse();
        assertThat(trial.confirm(1)).isTrue();
        assertThat(trial.rollBack(1)).isFalse();
        NetworkTrial next = trial();
        next.recover(network("192.0.2.10"));
        assertThat(profile()).contains("192.0.2.20");
    }

    @Test
    void undoesAtTheNextStartWhatWasOnTrial() throws Exception {
        trial.apply(1, network("192.0.2.20"), Optional.of(Duration.ofMinutes(1)));

        NetworkTrial next = trial();
        next.recover(network("198.51.100.1"));

        assertThat(profile()).contains("192.0.2.10");
        assertThat(next.current()).isEmpty();
    }

    @Test
    void returnsWhenTheSystemRefuses() throws Exception {
        programs.fail("nmcli connection reload");

        assertThatThrownBy(() -> trial.apply(1, network("192.0.2.20"), Optional.empty()))
                .isInstanceOf(HostChangeException.class)
                .hasMessageContaining("told to fail");
        programs.mend();
        trial().recover(network("198.51.100.1"));
        assertThat(profile()).contains("192.0.2.10");
    }

    @Test
    void takesAnInterfaceWithoutCableForNoFailure() throws Exception {
        programs.fail("nmcli --wait");

        assertThat(trial.apply(1, network("192.0.2.20"), Optional.empty()))
                .containsExactly("eth0 did not come up: told to fail");
    }

    @Test
    void changesNothingForSettingsThatAreWrong() throws Exception {
        ObjectNode wrong = document("network: {interfaces: [{name: eth0, roles: all, ipv4: 192.0.2.300/24}]}");

        assertThatThrownBy(() -> trial.apply(1, wrong, Optional.empty())).isInstanceOf(InvalidInputException.class);
        assertThat(programs.taken()).isEmpty();
        assertThat(profile()).contains("192.0.2.10");
    }

    @Test
    void takesAwayTheProfileOfAnInterfaceThatIsGone() throws Exception {
        trial.apply(
                1,
                document("network: {interfaces: [{name: eth1, roles: all, ipv4: 192.0.2.10/24}]}"),
                Optional.empty());

        assertThat(root.resolve(PROFILE)).doesNotExist();
        assertThat(root.resolve(PROFILE.replace("eth0", "eth1"))).exists();
    }

    @Test
    void saysWhatAChangeWouldTouch() throws Exception {
        assertThat(trial.plan(network("192.0.2.20"))).containsExactly(Path.of("/" + PROFILE));
        assertThat(programs.taken()).isEmpty();
    }

    @Test
    void leavesAMachineAloneWhoseNetworkIsNotOurs() throws Exception {
        trial.apply(1, document("network: {hostname: other}"), Optional.empty());

        assertThat(programs.taken()).isEmpty();
    }
}
