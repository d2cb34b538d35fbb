package org.sallyport.core.host.nic.rename;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.core.host.nic.machines.Adapters.pci;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.host.nic.finding.Finding.Kind;
import org.sallyport.core.host.nic.machines.SmallKernel;
import org.sallyport.core.host.nic.map.NicMapFile;
import org.sallyport.core.host.nic.map.NicMapFile.Content;
import org.sallyport.core.host.nic.map.NicNaming;
import org.sallyport.core.host.nic.order.Place;

class NicNamerTest {
    private static final Map<String, String> RIGHT = Map.of(
            "eth0",
            "52:54:00:00:00:0d",
            "eth1",
            "52:54:00:00:00:0b",
            "eth2",
            "52:54:00:00:00:0c",
            "eth3",
            "52:54:00:00:00:0a");

    @TempDir
    private Path directory = Path.of("");

    private NicMapFile file() {
        return new NicMapFile(directory.resolve("nic-map.json"));
    }

    private NicNamer namer(SmallKernel kernel) {
        return new NicNamer(kernel::inventory, file(), kernel, Clock.systemUTC());
    }

    /** Four adapters under the names given, the first two up. */
    private static SmallKernel kernel(List<String> names) {
        SmallKernel kernel = new SmallKernel();
        kernel.add(pci(names.get(0), 5, 13), true);
        kernel.add(pci(names.get(1), 6, 11), true);
        kernel.add(pci(names.get(2), 7, 12), false);
        kernel.add(pci(names.get(3), 8, 10), false);
        return kernel;
    }

    @Test
    void putsAnyPermutationInOrder() {
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            List<String> names = new ArrayList<>(List.of("eth0", "eth1", "eth2", "eth3"));
            Collections.shuffle(names, random);
            SmallKernel kernel = kernel(names);
            NicNaming naming = namer(kernel).run();
            assertThat(kernel.names()).as("from %s", names).isEqualTo(RIGHT);
            assertThat(naming.findings()).isEmpty();
            assertThat(naming.places())
                    .allSatisfy(
                            place -> assertThat(place.adapter().kernelName()).isEqualTo(place.name()));
            assertThat(kernel.isUp("eth0")).isTrue();
            assertThat(kernel.isUp("eth1")).isTrue();
            assertThat(kernel.isUp("eth2")).isFalse();
        }
    }

    @Test
    void touchesNothingThatIsRight() {
        SmallKernel kernel = kernel(List.of("eth0", "eth1", "eth2", "eth3"));
        namer(kernel).run();
        assertThat(kernel.commands()).isZero();
        assertThat(file().read()).isInstanceOf(Content.Present.class);
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        int untilAllAreNamed = 12;
        for (int commands = 0; commands < untilAllAreNamed; commands++) {
            SmallKernel kernel = kernel(List.of("eth3", "eth2", "eth0", "eth1"));
            kernel.losePowerAfter(commands);
            assertThat(namer(kernel).run().findings())
                    .extracting(finding -> finding.kind())
                    .contains(Kind.NOT_RENAMED);
            assertThat(file().read()).as("nothing is pinned that has no name").isEqualTo(new Content.Absent());
            kernel.powerBack();
            namer(kernel).run();
            assertThat(kernel.names()).as("after %d commands", commands).isEqualTo(RIGHT);
            assertThat(directory.resolve("nic-map.json").toFile().delete()).isTrue();
        }
    }

    @Test
    void followsTheMapAndNotTheKernel() {
        SmallKernel before = kernel(List.of("eth0", "eth1", "eth2", "eth3"));
        namer(before).run();
        SmallKernel after = kernel(List.of("eth2", "eth0", "eth3", "eth1"));
        namer(after).run();
        assertThat(after.names()).isEqualTo(RIGHT);
    }

    @Test
    void takesOurNameFromAnAdapterThatMustNotHaveIt() throws Exception {
        namer(kernel(List.of("eth0", "eth1", "eth2", "eth3"))).run();
        String map = Files.readString(directory.resolve("nic-map.json"));
        SmallKernel kernel = new SmallKernel();
        kernel.add(pci("eth0", 5, 13), false);
        kernel.add(pci("eth1", 9, 99), true); // unknown, where the kernel puts what it finds
        NicNaming naming = namer(kernel).run();
        assertThat(kernel.names()).containsOnlyKeys("eth0", "spare0");
        assertThat(naming.places()).extracting(Place::name).containsExactly("eth0");
        assertThat(naming.findings()).extracting(finding -> finding.kind()).containsExactly(Kind.AMBIGUOUS);
        assertThat(Files.readString(directory.resolve("nic-map.json"))).isEqualTo(map);
    }

    @Test
    void refusesToWriteAnUnsoundNameIntoCommands() {
        SmallKernel kernel = kernel(List.of("eth0", "eth1", "x\nlink", "eth3"));
        assertThat(namer(kernel).run().findings())
                .extracting(finding -> finding.kind())
                .containsExactly(Kind.NOT_RENAMED);
        assertThat(kernel.commands()).isZero();
    }

    @Test
    void saysThatTheMapCannotBeWritten() throws Exception {
        Files.createFile(directory.resolve("taken"));
        SmallKernel kernel = kernel(List.of("eth1", "eth0", "eth2", "eth3"));
        NicNaming naming = new NicNamer(
                        kernel::inventory,
                        new NicMapFile(directory.resolve("taken/nic-map.json")),
                        kernel,
                        Clock.systemUTC())
                .run();
        assertThat(kernel.names()).isEqualTo(RIGHT);
        assertThat(naming.findings()).extracting(finding -> finding.kind()).containsExactly(Kind.MAP_UNREADABLE);
    }
}
