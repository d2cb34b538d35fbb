package org.sallyport.core.host.nic.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.host.nic.inventory.Machine.Platform;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.inventory.Statement;
import org.sallyport.core.host.nic.inventory.Statement.Entry;
import org.sallyport.core.host.nic.inventory.Statement.Source;
import org.sallyport.core.host.nic.machines.MachineText;
import org.sallyport.core.host.nic.machines.MachineText.Expected;
import org.sallyport.core.host.nic.machines.MachineTree;
import org.sallyport.core.host.nic.order.NicOrder;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;

class GuestStatementsTest {
    private static final Programs NONE = (_, _) -> ProgramResult.notRun("no programs here");

    @TempDir
    private Path root = Path.of("");

    @Test
    void asksVsphereByItsTools() {
        Programs tools = (command, _) -> {
            assertThat(command).isEqualTo(List.of("vmtoolsd", "--cmd", "info-get guestinfo.ovfEnv"));
            return new ProgramResult(0, """
                    <Environment xmlns="http://schemas.dmtf.org/ovf/environment/1"
                        xmlns:oe="http://schemas.dmtf.org/ovf/environment/1"
                        xmlns:ve="http://www.vmware.com/schema/ovfenv">
                      <PropertySection><Property oe:key="sallyport.nic2.mac" oe:value="00:50:56:9a:00:01"/>
                        <Property oe:key="sallyport.nic1.mac" oe:value="  "/></PropertySection>
                      <ve:EthernetAdapterSection>
                        <ve:Adapter ve:mac="00:50:56:9a:00:02" ve:network="b" ve:unitNumber="8"/>
                        <ve:Adapter ve:mac="00:50:56:9a:00:01" ve:network="a" ve:unitNumber="7"/>
                      </ve:EthernetAdapterSection>
                    </Environment>
                    """, "");
        };
        assertThat(new GuestStatements(root, tools, false).read(Platform.VMWARE))
                .containsExactly(
                        new Statement(Source.OVF_PROPERTIES, List.of(new Entry(2, "00:50:56:9a:00:01"))),
                        new Statement(
                                Source.OVF_ADAPTERS,
                                List.of(new Entry(8, "00:50:56:9a:00:02"), new Entry(7, "00:50:56:9a:00:01"))));
    }

    @Test
    void doesWithoutWhenNothingIsSaid() {
        assertThat(new GuestStatements(root, NONE, true).read(Platform.VMWARE)).isEmpty();
        assertThat(new GuestStatements(root, NONE, true).read(Platform.HYPER_V)).isEmpty();
        assertThat(new GuestStatements(root, (_, _) -> new ProgramResult(0, "<torn", ""), false).read(Platform.VMWARE))
                .isEmpty();
    }

    @Test
    void readsTheKeyValuePairsByAddressAndIdentifierTogether() throws Exception {
        MachineText machine = MachineText.named("hyper-v", "generation 2 with key-value pairs by instance");
        NicInventory inventory = MachineTree.read(machine, root);
        Files.createDirectories(root.resolve("var/lib/hyperv"));
        Files.write(
                root.resolve("var/lib/hyperv/.kvp_pool_0"),
                pool(Map.of(
                        "sallyport.nic1.id", "{F3A1C2D4-0001-4B2C-9D3E-5F60718293A4}",
                        "sallyport.nic1.mac", "00155D0A0017",
                        "sallyport.nic2.id", "1B0D9E77-0002-4B2C-9D3E-5F60718293A4",
                        "sallyport.nic3.mac", "00155D0A0011",
                        "sallyport.nic4.mac", "00155D0A0005",
                        "sallyport.hostname", "gate")));
        List<Statement> statements = new GuestStatements(root, NONE, true).read(Platform.HYPER_V);
        assertThat(statements).hasSize(1);
        assertThat(NicOrder.decide(inventory.stated(statements), inventory.adapters())
                        .places())
                .extracting(place -> place.adapter().macText())
                .containsExactlyElementsOf(machine.expected().values().stream()
                        .map(Expected::identity)
                        .toList());
    }

    @Test
    void anAddressAndAnIdentifierOfTwoAdaptersContradict() {
        MachineText machine = MachineText.named("hyper-v", "generation 2 with key-value pairs by instance");
        NicInventory inventory = MachineTree.read(machine, root);
        Statement torn = NicKeys.statement(
                        Source.HYPER_V_KVP,
                        Map.of(
                                "sallyport.nic1.id", "F3A1C2D4-0001-4B2C-9D3E-5F60718293A4",
                                "sallyport.nic1.mac", "00155D0A0005"))
                .orElseThrow();
        assertThat(NicOrder.decide(inventory.stated(List.of(torn)), inventory.adapters())
                        .findings())
                .anySatisfy(finding -> assertThat(finding.text()).contains("means two adapters"));
    }

    private static byte[] pool(Map<String, String> pairs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pairs.forEach((key, value) -> {
            out.writeBytes(Arrays.copyOf(key.getBytes(StandardCharsets.UTF_8), 512));
            out.writeBytes(Arrays.copyOf(value.getBytes(StandardCharsets.UTF_8), 2048));
        });
        return out.toByteArray();
    }
}
