package org.sallyport.core.host.firstboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;

class AnswerSourcesTest {
    private static final String OVF = """
            <Environment xmlns="http://schemas.dmtf.org/ovf/environment/1" xmlns:oe="http://schemas.dmtf.org/ovf/environment/1">
              <PropertySection>
                <Property oe:key="sallyport.hostname" oe:value="from-ovf"/>
                <Property oe:key="sallyport.nic1.ipv4-gateway" oe:value=""/>
                <Property oe:key="sallyport.admin-secret" oe:value="&lt;&quot;$(reboot)&apos;`; ü&#x4e16;&amp;"/>
                <Property oe:key="other.key" oe:value="x"/>
              </PropertySection>
            </Environment>
            """;

    @TempDir
    private Path root;

    private String guestInfo = "";

    @BeforeEach
    void isNoKnownMachine() throws IOException {
        vendor("QEMU");
    }

    private void vendor(String name) throws IOException {
        write("sys/class/dmi/id/sys_vendor", name + "\n");
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private ProgramResult run(List<String> command) {
        return command.getLast().endsWith("ovfEnv")
                ? new ProgramResult(0, guestInfo, "")
                : new ProgramResult(1, "", "No value found");
    }

    private Optional<Answers> find() {
        Programs programs = (command, _) -> run(command);
        return AnswerSources.of(root, root.resolve("installer.conf"), programs).find();
    }

    @Test
    void findsNothingOnAMachineThatSaysNothing() {
        assertThat(find()).isEmpty();
    }

    @Test
    void readsADriveOfOurs() throws IOException {
        write("run/sallyport-answers/sallyport.conf", """
                # by hand
                sallyport.hostname = gate

                sallyport.admin-secret = a=b # no remark ' " $(x)
                """);

        assertThat(find())
                .contains(new Answers(
                        ConfigurationDrive.NAME,
                        Map.of("hostname", "gate", "admin-secret", "a=b # no remark ' \" $(x)")));
    }

    @Test
    void readsTheDriveOfVsphereWithSpecialCharactersInThePassword() throws IOException {
        write("run/sallyport-answers/ovf-env.xml", OVF);

        assertThat(find().orElseThrow().values())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("hostname", "from-ovf", "admin-secret", "<\"$(reboot)'`; ü世&"));
    }

    @Test
    void asksVmwaresToolsOnTheirMachinesOnly() throws IOException {
        guestInfo = OVF;
        assertThat(find()).isEmpty();

        vendor("VMware, Inc.");
        assertThat(find()).map(Answers::source).contains(GuestInfo.NAME);
    }

    @Test
    void readsWhatHyperVPushed() throws IOException {
        byte[] pool = new byte[512 + 2048];
        put(pool, 0, "sallyport.nic1.ipv4");
        put(pool, 512, "192.0.2.10/24");
        vendor("Microsoft Corporation");
        write("var/lib/hyperv/x", "");
        Files.write(root.resolve("var/lib/hyperv/.kvp_pool_0"), pool);

        assertThat(find()).contains(new Answers(HyperVPairs.NAME, Map.of("nic1.ipv4", "192.0.2.10/24")));
    }

    private static void put(byte[] pool, int at, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(octets, 0, pool, at, octets.length);
    }

    @Test
    void readsTheFirmwareByFileOrByStrings() throws IOException {
        byte[] structure = Arrays.copyOf(new byte[] {11, 5, 0, 0, 2}, 5);
        byte[] strings = "Dell System\0sallyport.hostname=by-smbios\0\0".getBytes(StandardCharsets.UTF_8);
        byte[] raw = Arrays.copyOf(structure, 5 + strings.length);
        System.arraycopy(strings, 0, raw, 5, strings.length);
        write("sys/firmware/dmi/entries/11-0/x", "");
        Files.write(root.resolve("sys/firmware/dmi/entries/11-0/raw"), raw);
        assertThat(find()).contains(new Answers(FirmwareAnswers.NAME, Map.of("hostname", "by-smbios")));

        write("sys/firmware/qemu_fw_cfg/by_name/opt/sallyport/config/raw", "sallyport.hostname=by-fw-cfg");
        assertThat(find()).contains(new Answers(FirmwareAnswers.NAME, Map.of("hostname", "by-fw-cfg")));
    }

    @Test
    void takesWhatATemplateSetBeforehandForNoAnswer() throws IOException {
        write("run/sallyport-answers/sallyport.conf", """
                sallyport.nic1.mac = 00:50:56:9a:00:01
                sallyport.nic1.roles = external
                sallyport.nic1.ipv4 =
                """);
        assertThat(find()).isEmpty();

        write("installer.conf", "sallyport.hostname=installer\n");
        assertThat(find()).map(Answers::values).contains(Map.of("hostname", "installer"));
    }

    @Test
    void takesTheFirstSourceAlone() throws IOException {
        write("installer.conf", "sallyport.hostname=installer\nsallyport.ntp-servers=ntp.example.com\n");
        assertThat(find()).map(answers -> answers.values().get("hostname")).contains("installer");

        write("run/sallyport-answers/sallyport.conf", "sallyport.hostname=drive");
        assertThat(find()).map(Answers::values).contains(Map.of("hostname", "drive"));
    }

    @Test
    void refusesWhatItCannotReadWithoutRepeatingIt() {
        assertThatThrownBy(() -> Answers.in("the drive", "sallyport.hostname=x\nmy secret\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("secret")
                .hasMessageContaining("line 2");
        assertThatThrownBy(() ->
                        Answers.in("the drive", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Answers.in("the drive", "#".repeat(Answers.LIMIT_CHARACTERS + 1)))
                .isInstanceOf(InvalidInputException.class);
    }
}
