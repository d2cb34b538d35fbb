package org.sallyport.apps.hostd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.host.firstboot.AnswerSources;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;

class HostdTest {
    @Test
    void knowsItsPlacesOnTheAppliance() {
        HostdOptions options = HostdOptions.parse(List.of());

        assertThat(options.settings()).endsWith(Path.of("/data/sallyport/settings/settings.yaml"));
        assertThat(options.users()).containsExactlyInAnyOrder("root", "sallyport-manager");
        assertThat(options.group()).contains("sallyport");
    }

    @Test
    void reportsEveryMistakeOfACommandLine() {
        assertThatThrownBy(() -> HostdOptions.parse(List.of("--verbose", "--root")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void takesTheAnswersOfTheFirstBootOnce(@TempDir Path root) throws IOException {
        Path settings = root.resolve("settings.yaml");
        HostdOptions options = HostdOptions.parse(
                List.of("--root", root.toString(), "--state", root + "/host", "--settings", settings.toString()));
        Files.createDirectories(root.resolve("host"));
        Files.writeString(root.resolve("host/installer-answers.conf"), "sallyport.nic1.ipv4 = 192.0.2.10/24\n");

        assertThat(boot(options)).containsExactly("hostnamectl --transient set-hostname sallyport");
        assertThat(Files.readString(settings)).contains("192.0.2.10/24");
        Files.writeString(settings, "network: {hostname: mine}");
        boot(options);
        assertThat(Files.readString(settings)).contains("mine");
    }

    @Test
    void keepsNoCopyOfAnswersThatAreInForce(@TempDir Path root) throws IOException {
        HostdOptions options = HostdOptions.parse(
                List.of("--root", root.toString(), "--state", root + "/host", "--settings", root + "/settings.yaml"));
        Files.createDirectory(root.resolve("manager"));
        Path copy =
                Files.createDirectories(root.resolve("run/sallyport-answers")).resolve("sallyport.conf");
        Files.writeString(copy, "sallyport.nic1.ipv4 = 192.0.2.300/24\nsallyport.admin-secret = told only once\n");
        boot(options);
        assertThat(copy).exists();

        Files.writeString(copy, "sallyport.nic1.ipv4 = 192.0.2.10/24\nsallyport.admin-secret = told only once\n");
        boot(options);
        assertThat(copy).doesNotExist();
        assertThat(root.resolve("settings.yaml")).content().doesNotContain("told only once");
    }

    @Test
    void beginsEachStartWithTheNetworkThatWasConfirmed(@TempDir Path root) throws IOException {
        Path settings = Files.writeString(
                root.resolve("settings.yaml"),
                "network: {interfaces: [{name: eth0, roles: all, ipv4: 192.0.2.10/24}], hostname: gate}");
        HostdOptions options = HostdOptions.parse(
                List.of("--root", root.toString(), "--state", root + "/host", "--settings", settings.toString()));
        Path profile = root.resolve("etc/NetworkManager/system-connections/sallyport-eth0.nmconnection");
        boot(options);
        assertThat(profile).content().contains("192.0.2.10/24");

        Files.writeString(root.resolve("host/network.json"), """
                {"network": {"interfaces": [{"name": "eth0", "roles": "all", "ipv4": "192.0.2.20/24"}]}}
                """);
        boot(options);

        assertThat(profile).content().contains("192.0.2.20/24");
        assertThat(root.resolve("etc/sysconfig/nftables.conf")).content().contains("eth0");
    }

    /** A start without answers but the installer's; the programs that were run. */
    private static List<String> boot(HostdOptions options) throws IOException {
        List<String> commands = new ArrayList<>();
        Programs programs = (command, _) -> {
            commands.add(String.join(" ", command));
            return new ProgramResult(0, "", "");
        };
        AnswerSources answers = AnswerSources.of(options.root(), options.installerAnswers(), programs);
        assertThat(FirstBooting.run(options, answers, programs)).isZero();
        return commands;
    }

    @Test
    void refusesCommandsThatItDoesNotHave() {
        assertThat(Hostd.run(List.of("shell"))).isEqualTo(Hostd.EXIT_INVALID_INPUT);
        assertThat(Hostd.run(List.of())).isEqualTo(Hostd.EXIT_INVALID_INPUT);
    }
}
