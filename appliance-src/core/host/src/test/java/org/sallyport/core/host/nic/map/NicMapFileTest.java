package org.sallyport.core.host.nic.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.core.host.nic.machines.Adapters.guest;
import static org.sallyport.core.host.nic.machines.Adapters.pci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.host.nic.map.NicMapFile.Content;
import org.sallyport.core.host.nic.order.Witness;

class NicMapFileTest {
    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    private static final NicMap MAP = NicNaming.decide(guest(pci("a", 5, 1), pci("b", 6, 2)), new Content.Absent(), NOW)
            .map()
            .orElseThrow();

    @TempDir
    private Path directory = Path.of("");

    private Path path() {
        return directory.resolve("host/nic-map.json");
    }

    @Test
    void isAbsentBeforeTheFirstBoot() {
        assertThat(new NicMapFile(path()).read()).isEqualTo(new Content.Absent());
    }

    @Test
    void keepsAMapThatPeopleCanRead() throws IOException {
        NicMapFile file = new NicMapFile(path());
        file.write(MAP);
        assertThat(file.read()).isEqualTo(new Content.Present(MAP));
        assertThat(Files.readString(path()))
                .contains("\"name\" : \"eth0\"", "\"mac\" : \"52:54:00:00:00:01\"", "\"path\" : \"pci0000:00/05.0\"");
        assertThat(directory.resolve("host")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aDraftThatWasNotFinishedDoesNotMatter() throws IOException {
        NicMapFile file = new NicMapFile(path());
        file.write(MAP);
        Files.writeString(directory.resolve("host/.nic-map.json.new"), "{\"format\":");
        assertThat(file.read()).isEqualTo(new Content.Present(MAP));
        file.write(MAP.swapped("eth0", "eth1", NOW));
        assertThat(file.read()).isEqualTo(new Content.Present(MAP.swapped("eth0", "eth1", NOW)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"format\":2,\"pins\":[],\"doubts\":[]}",
                "{\"format\":1,\"pins\":[],\"doubts\":[],\"more\":1}",
                "{\"format\":1,\"pins\":[{\"name\":\"eth0; reboot\"}],\"doubts\":[]}",
                "{\"format\":1,\"pins\":[PIN,PIN],\"doubts\":[]}",
                "{\"format\":1,\"pins\":[PIN] trailing"
            })
    void saysWhyItCannotBeRead(String text) throws IOException {
        Files.createDirectories(directory.resolve("host"));
        Files.writeString(
                path(),
                text.replace(
                        "PIN",
                        "{\"name\":\"eth0\",\"mac\":\"52:54:00:00:00:01\",\"path\":\"p\",\"driver\":\"d\","
                                + "\"witness\":\"PCI_PATH\",\"reason\":\"r\",\"since\":\"2026-11-25T08:00:00Z\"}"));
        assertThat(new NicMapFile(path()).read())
                .isInstanceOfSatisfying(
                        Content.Unreadable.class,
                        unreadable -> assertThat(unreadable.why()).contains("nic-map.json"));
    }

    @Test
    void swapsAndPinsByHand() {
        NicMap swapped = MAP.swapped("eth0", "eth1", NOW);
        assertThat(swapped.mac("eth0")).isEqualTo(MAP.mac("eth1"));
        assertThat(swapped.mac("eth1")).isEqualTo(MAP.mac("eth0"));
        assertThat(swapped.pin("eth0").orElseThrow().witness()).isEqualTo(Witness.STATED);
        assertThat(swapped.swapped("eth1", "eth0", NOW).mac("eth0")).isEqualTo(MAP.mac("eth0"));
        assertThat(MAP.swapped("eth0", "eth0", NOW).pins()).hasSize(2);

        NicMap pinned = MAP.pinned("eth4", pci("x", 5, 1), NOW);
        assertThat(pinned.pin("eth0")).isEmpty();
        assertThat(pinned.mac("eth4")).isEqualTo(MAP.mac("eth0"));
    }

    @Test
    void refusesNamesThatAreNone() {
        assertThatThrownBy(() -> MAP.swapped("eth0", "eth7", NOW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("eth7")
                .hasMessageContaining("eth0, eth1");
        assertThatThrownBy(() -> MAP.pinned("lo", pci("x", 9, 9), NOW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("lo");
    }
}
