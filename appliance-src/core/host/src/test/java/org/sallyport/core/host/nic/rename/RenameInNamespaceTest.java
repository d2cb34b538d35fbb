package org.sallyport.core.host.nic.rename;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.program.SystemPrograms;

/** The real kernel and the real {@code ip}, in a network namespace that ends with the test. Needs root. */
class RenameInNamespaceTest {
    private static final String FIRST = "02:00:5e:00:00:0d";
    private static final String SECOND = "02:00:5e:00:00:0b";
    private static final String THIRD = "02:00:5e:00:00:0c";
    private static final String FOURTH = "02:00:5e:00:00:0a";

    private final Programs programs = new SystemPrograms(Duration.ofMinutes(2));

    @TempDir
    private Path directory = Path.of("");

    @Test
    void renamesFourScrambledInterfacesAndFindsThemAgain() {
        assumeThat(System.getProperty("user.name"))
                .as("needs root for a namespace")
                .isEqualTo("root");
        ProgramResult result = inNamespace("""
                ip link add eth3 address %1$s type veth peer name wire1
                ip link add eth1 address %3$s type veth peer name wire3
                ip link add eth0 address %2$s type veth peer name wire2
                ip link add eth2 address %4$s type veth peer name wire4
                ip link add eth9 type bridge
                ip link set eth3 up
                ip link set wire1 up
                ip link set eth0 up
                %5$s %1$s %2$s %3$s %4$s
                ip -brief link show
                echo again
                ip -batch - <<END
                link set eth0 down
                link set eth0 name eth7
                link set eth2 name eth0
                END
                %5$s
                ip -brief link show
                """.formatted(FIRST, SECOND, THIRD, FOURTH, command()));
        assertThat(result.errors()).doesNotContain("rror");
        assertThat(result.succeeded()).as(result.errors()).isTrue();
        String first = result.output().substring(0, result.output().indexOf("again"));
        assertThat(first).startsWith("[]");
        assertNamed(first);
        assertThat(first).containsPattern("(?m)^spare0 .*");
        assertThat(line(first, "eth0")).contains(" UP ");
        assertThat(line(first, "eth3")).contains(" DOWN ");
        assertNamed(result.output().substring(first.length()));
    }

    private static void assertNamed(String links) {
        assertThat(line(links, "eth0")).contains(FIRST);
        assertThat(line(links, "eth1")).contains(SECOND);
        assertThat(line(links, "eth2")).contains(THIRD);
        assertThat(line(links, "eth3")).contains(FOURTH);
    }

    private static String line(String links, String name) {
        return links.lines()
                .filter(line -> line.matches(name + "(@\\S+)? .*"))
                .findFirst()
                .orElse("no " + name + " in " + links);
    }

    /** Sysfs shows the namespace of who mounts it. */
    private ProgramResult inNamespace(String script) {
        return programs.run(
                List.of("unshare", "--net", "--mount", "sh", "-eu"), "mount -t sysfs sysfs /sys\n" + script);
    }

    private String command() {
        return "%s -XX:TieredStopAtLevel=1 -cp %s %s %s/nic-map.json"
                .formatted(
                        ProcessHandle.current().info().command().orElse("java"),
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        NameNics.class.getName(),
                        directory);
    }
}
