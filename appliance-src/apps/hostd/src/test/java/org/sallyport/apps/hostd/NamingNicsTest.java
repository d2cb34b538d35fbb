package org.sallyport.apps.hostd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.nic.NicChange;
import org.sallyport.core.control.nic.NicList;
import org.sallyport.core.control.nic.NicList.Nic;
import org.sallyport.core.control.nic.NicList.NicFinding;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Bus;
import org.sallyport.core.host.nic.inventory.FirmwareWords;
import org.sallyport.core.host.nic.inventory.Link;
import org.sallyport.core.host.nic.inventory.MacAddress;
import org.sallyport.core.host.nic.inventory.Machine;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.program.ProgramResult;

/** Two Hyper-V adapters, of whose order nothing but an answer tells, named and then looked after. */
class NamingNicsTest {
    private static final String FIRST = "00:15:5d:0a:00:01";
    private static final String SECOND = "00:15:5d:0a:00:02";

    @TempDir
    private Path root;

    private final Map<String, Adapter> adapters = new TreeMap<>();
    private final List<String> renamed = new ArrayList<>();
    private final Deadlines deadlines = new Deadlines(new LiveObjects());
    private HostdOptions options;

    @BeforeEach
    void plug() {
        options = HostdOptions.parse(
                List.of("--root", root.toString(), "--state", root + "/host", "--socket", root + "/run/hostd.sock"));
        plug("eth0", FIRST, "a");
        plug("eth1", SECOND, "b");
    }

    @AfterEach
    void end() {
        deadlines.close();
    }

    private void plug(String name, String mac, String instance) {
        adapters.put(
                name,
                new Adapter(
                        name,
                        MacAddress.parse(mac),
                        Bus.VMBUS,
                        "vmbus/" + instance,
                        Optional.empty(),
                        "hv_netvsc",
                        Optional.of(instance),
                        FirmwareWords.NONE,
                        Link.UNKNOWN));
    }

    private NicInventory inventory() {
        return new NicInventory(
                Machine.of("Microsoft Corporation", "Virtual Machine"),
                List.copyOf(adapters.values()),
                List.of(),
                List.of());
    }

    /** Renames as the kernel does. */
    private ProgramResult run(List<String> command, String input) {
        if (command.contains("address")) {
            return new ProgramResult(0, "[]", "");
        }
        input.lines().map(line -> line.split(" ", -1)).forEach(words -> {
            if (words[4].equals("name")) {
                Adapter adapter = Objects.requireNonNull(adapters.remove(words[3]));
                adapters.put(words[5], adapter.named(words[5]));
            }
        });
        return new ProgramResult(command.getFirst().equals("ethtool") ? 1 : 0, "", "Operation not supported");
    }

    private void name() throws IOException {
        assertThat(NamingNics.run(options, this::run, this::inventory)).isZero();
    }

    private Nics nics() {
        return new Nics(
                this::inventory,
                options.nicMap(),
                FoundAtStart.read(options.foundAtStart()),
                this::run,
                deadlines,
                () -> renamed.add("renamed"));
    }

    private Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        nics().list().adapters().forEach(nic -> names.put(nic.name(), nic.mac()));
        return names;
    }

    @Test
    void takesTheWordOfTheInstaller() throws IOException {
        Files.createDirectories(root.resolve("host"));
        Files.writeString(
                options.installerAnswers(), "sallyport.nic1.mac = " + SECOND + "\nsallyport.nic2.mac=" + FIRST + "\n");
        name();

        assertThat(names()).containsExactly(Map.entry("eth0", SECOND), Map.entry("eth1", FIRST));
        NicList list = nics().list();
        assertThat(list.adapters()).extracting(Nic::witness).containsOnly("STATED");
        assertThat(list.machine()).isEqualTo("Microsoft Corporation Virtual Machine on Hyper-V");
        assertThat(list.findings()).isEmpty();
        assertThat(nics().report()).contains("the installer's answers: 1 is " + SECOND);
    }

    @Test
    void doubtsAGuessUntilSomebodyConfirmsIt() throws IOException {
        name();
        Nics nics = nics();
        assertThat(nics.list().confirmed()).isFalse();
        assertThat(nics.list().findings()).extracting(NicFinding::kind).containsExactly("UNVERIFIED");

        nics.confirm();

        assertThat(nics.list().confirmed()).isTrue();
        assertThat(nics.list().findings()).isEmpty();
    }

    @Test
    void remembersUntilTheNextStartWhatIsSeenOnce() throws IOException {
        name();
        nics().confirm();
        plug("eth1", "00:15:5d:0a:00:77", "b");
        name();
        Nics nics = nics();
        assertThat(nics.list().findings()).extracting(NicFinding::kind).containsExactly("REPLACED");
        assertThat(nics.list().adapters().getLast().witness()).isEqualTo("REPLACEMENT");

        name();
        assertThat(nics().list().findings()).isEmpty();
    }

    @Test
    void tellsWhenNamesHaveChanged() throws IOException {
        name();
        Nics nics = nics();
        assertThat(nics.swap("eth0", "eth1")).isEqualTo(new NicChange(false));
        assertThat(names()).containsExactly(Map.entry("eth0", SECOND), Map.entry("eth1", FIRST));
        assertThat(renamed).hasSize(1);
        assertThatThrownBy(() -> nics.swap("eth0", "eth9"))
                .isInstanceOfSatisfying(
                        ControlException.class,
                        e -> assertThat(e.reason()).isEqualTo(ControlException.Reason.INVALID_ARGUMENTS))
                .hasMessageContaining("eth9");
        assertThatThrownBy(() -> nics.blink("eth0", Duration.ofSeconds(1))).hasMessageContaining("nic detect");
        assertThat(renamed).hasSize(1);
    }
}
