package org.sallyport.apps.hostd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.InvalidInputException;

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
        Files.writeString(root.resolve("host/installer-answers.conf"), "sallyport.eth0.ipv4 = 192.0.2.10/24\n");

        assertThat(FirstBooting.run(options)).isZero();
        assertThat(Files.readString(settings)).contains("192.0.2.10/24");
        Files.writeString(settings, "network: {hostname: mine}");
        assertThat(FirstBooting.run(options)).isZero();
        assertThat(Files.readString(settings)).contains("mine");
    }

    @Test
    void refusesCommandsThatItDoesNotHave() {
        assertThat(Hostd.run(List.of("shell"))).isEqualTo(Hostd.EXIT_INVALID_INPUT);
        assertThat(Hostd.run(List.of())).isEqualTo(Hostd.EXIT_INVALID_INPUT);
    }
}
