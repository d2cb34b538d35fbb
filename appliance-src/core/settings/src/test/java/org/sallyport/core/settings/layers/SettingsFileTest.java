package org.sallyport.core.settings.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.settings.model.Secret;

class SettingsFileTest {
    @TempDir
    private Path directory;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    @Test
    void takesTheBuiltInDefaultsWithoutAFile() {
        SettingsFile file = SettingsFile.read(List.of());
        assertThat(file.process().managementPort()).isEqualTo(8443);
        assertThat(file.process().controlSocket())
                .isEqualTo(file.process().stateDirectory().resolve("director.sock"));
        assertThat(file.defaults()).isEmpty();
    }

    @Test
    void laysALaterFileOverAnEarlierOne() throws IOException {
        SettingsFile file = SettingsFile.read(List.of(
                file(
                        "one.yaml",
                        "process: {state-directory: /srv/gate, management-port: 9443}\ncapacity: {max-calls: 5}"),
                file("two.json", "{\"process\": {\"management-port\": 9444}}")));
        assertThat(file.process().stateDirectory()).isEqualTo(Path.of("/srv/gate"));
        assertThat(file.process().managementPort()).isEqualTo(9444);
        assertThat(file.defaults().at("/capacity/max-calls").asInt()).isEqualTo(5);
    }

    @Test
    void keepsKeysWithTheStateUnlessToldWhere() throws IOException {
        assertThat(SettingsFile.read(List.of(file("one.yaml", "process: {state-directory: /srv/gate}")))
                        .process()
                        .keysDirectory())
                .isEqualTo(Path.of("/srv/gate"));
        assertThat(SettingsFile.read(List.of(
                                file("two.yaml", "process: {state-directory: /srv/gate, keys-directory: /srv/keys}")))
                        .process()
                        .keysDirectory())
                .isEqualTo(Path.of("/srv/keys"));
    }

    @Test
    void reportsTheProblemsOfAllSections() throws IOException {
        Path bad = file("bad.yaml", "process: {management-port: 0}\nsip: {session-expires: never}\nsnmp: {}");
        assertThatThrownBy(() -> SettingsFile.read(List.of(bad)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.path())
                                .containsExactly("process.management-port", "sip.session-expires", "snmp"));
    }

    @Test
    void reportsWhereAFileIsNoYaml() throws IOException {
        Path bad = file("bad.yaml", "sip:\n  session-expires: [\n");
        assertThatThrownBy(() -> SettingsFile.read(List.of(bad)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("bad.yaml")
                .hasMessageContaining("line");
        Path twice = file("twice.yaml", "sip: {}\nsip: {}\n");
        assertThatThrownBy(() -> SettingsFile.read(List.of(twice))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void saysWhereEachValueComesFrom() {
        SettingsLayers layers = new SettingsLayers(
                Documents.empty()
                        .set("capacity", Documents.empty().put("max-calls", 5).put("max-bandwidth", 6400)),
                Documents.empty().set("capacity", Documents.empty().put("max-calls", 6)));
        Map<String, Origin> origins = layers.origins(layers.read(Secret::new).effective());
        assertThat(origins)
                .containsEntry("capacity.max-calls", Origin.REVISION)
                .containsEntry("capacity.max-bandwidth", Origin.FILE)
                .containsEntry("capacity.max-call-setups-per-second", Origin.DEFAULT)
                .containsEntry("sip.listeners", Origin.DEFAULT);
        assertThat(layers.read(Secret::new).orThrow().capacity().maxCalls()).isEqualTo(6);
    }
}
