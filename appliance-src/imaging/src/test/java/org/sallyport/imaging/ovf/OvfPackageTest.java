package org.sallyport.imaging.ovf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.imaging.tools.SmallDisk.noise;
import static org.sallyport.imaging.tools.SmallDisk.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.imaging.disk.Progress;
import org.sallyport.imaging.disk.RawDisk;
import org.sallyport.imaging.tools.DiskImages;
import org.sallyport.imaging.tools.SmallDisk;
import org.sallyport.testing.tools.ChangedBytes;
import org.sallyport.testing.tools.Program;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class OvfPackageTest {
    private static final Path TEMPLATE = Path.of("../../hypervisor-templates/vsphere/sallyport.ovf");
    private static final Instant TIME = Instant.parse("2026-02-03T04:05:06Z");
    private static final VirtualMachine MACHINE =
            new VirtualMachine("gate", "1.2.3", "centos9_64Guest", "vmx-15", Firmware.EFI, true, 4, 8192);
    private static final String VMW = "http://www.vmware.com/schema/ovf";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void holdsDescriptorManifestAndDiskInThisOrder() throws IOException {
        Path ova = archive(Map.of(), Optional.empty());
        assertThat(Program.run("tar", "-tf", ova.toString()).lines())
                .containsExactly("gate.ovf", "gate.mf", "gate-disk1.vmdk");
        Program.run("tar", "-C", directory.toString(), "-xf", ova.toString());
        DiskImages.isSoundAndSame("vmdk", directory.resolve("gate-disk1.vmdk"), directory.resolve("disk.raw"));
        String sums = Files.readString(directory.resolve("gate.mf")).replaceAll("SHA256\\((.*)\\)= (.*)", "$2  $1");
        Files.writeString(directory.resolve("sums"), sums);
        assertThat(Program.run("sh", "-c", "cd " + directory + " && sha256sum --check --strict sums"))
                .contains("gate.ovf: OK", "gate-disk1.vmdk: OK");
    }

    @Test
    void leavesOnlyTheArchive() throws IOException {
        archive(Map.of(), Optional.empty());
        assertThat(directory).isDirectoryContaining("glob:**.ova").isDirectoryNotContaining("glob:**/ova-*");
    }

    @Test
    void isTheSameTwice() throws IOException {
        Optional<ManifestSigner> signer = Optional.of(signer("rsa:2048"));
        byte[] first = Files.readAllBytes(archive(Map.of("sallyport.hostname", "gate"), signer));
        byte[] second = Files.readAllBytes(archive(Map.of("sallyport.hostname", "gate"), signer));
        assertThat(Arrays.equals(first, second)).isTrue();
    }

    @Test
    void hasTheSameDescriptorWhereverTheSystemLiesOnItsDisk() throws IOException {
        Element first = descriptor(Map.of()).getDocumentElement();
        Path raw = directory.resolve("disk.raw");
        Files.delete(raw);
        SmallDisk.make(raw, 64 << 20, text(5 << 20, 90_000), noise(40 << 20, 2000));
        assertThat(descriptor(Map.of()).getDocumentElement().isEqualNode(first)).isTrue();
    }

    @Test
    void opensslVerifiesTheSignature() throws IOException {
        Path ova = archive(Map.of(), Optional.of(signer("rsa:2048")));
        Program.run("tar", "-C", directory.toString(), "-xf", ova.toString());
        List<String> cert = Files.readAllLines(directory.resolve("gate.cert"));
        assertThat(cert.getFirst()).startsWith("SHA256(gate.mf)= ");
        Files.write(
                directory.resolve("signature"),
                HexFormat.of().parseHex(cert.getFirst().substring(17)));
        Files.write(directory.resolve("signer.pem"), cert.subList(1, cert.size()));
        String in = directory + "/";
        Files.writeString(
                directory.resolve("public.pem"),
                Program.run("openssl", "x509", "-in", in + "signer.pem", "-pubkey", "-noout"));
        assertThat(Program.run(
                        "openssl",
                        "dgst",
                        "-sha256",
                        "-verify",
                        in + "public.pem",
                        "-signature",
                        in + "signature",
                        in + "gate.mf"))
                .isEqualTo("Verified OK\n");
        assertThat(OvaCheck.verify(ova)
                        .signer()
                        .orElseThrow()
                        .getSubjectX500Principal()
                        .getName())
                .isEqualTo("CN=signer");
    }

    @Test
    void refusesKeysThatVsphereCannotVerify() throws IOException {
        assertThatThrownBy(() -> signer("ec"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("RSA signatures only");
        signer("rsa:2048");
        Files.move(directory.resolve("key.pem"), directory.resolve("old.pem"));
        Files.move(directory.resolve("certificate.pem"), directory.resolve("other.pem"));
        signer("rsa:2048");
        assertThatThrownBy(() -> ManifestSigner.read(directory.resolve("key.pem"), directory.resolve("other.pem")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not that of the key");
    }

    @Test
    void eachChangedByteIsFound() throws IOException {
        Path ova = archive(Map.of(), Optional.of(signer("rsa:2048")));
        assertThat(OvaCheck.verify(ova).files()).containsExactly("gate.ovf", "gate.mf", "gate.cert", "gate-disk1.vmdk");
        byte[] whole = Files.readAllBytes(ova);
        Path changed = directory.resolve("changed.ova");
        IntStream places = IntStream.concat(
                IntStream.iterate(0, i -> i < 24 * 1024, i -> i + 61), new Random(3).ints(300, 0, whole.length));
        assertThat(ChangedBytes.unnoticed(whole, places, bytes -> OvaCheck.verify(Files.write(changed, bytes))))
                .isEmpty();
    }

    @Test
    void vsphereSeesTheMachineAsDrawn() throws IOException {
        Document ovf = descriptor(Map.of("sallyport.nic1.ipv4", "192.0.2.10/24"));
        List<String> slots = configs(ovf)
                .filter(config -> key(config).equals("slotInfo.pciSlotNumber"))
                .map(config -> config.getAttributeNS(VMW, "value"))
                .toList();
        assertThat(slots).containsExactly("160", "192", "224", "256", "1184");
        assertThat(configs(ovf).filter(config -> key(config).equals("bootOptions.efiSecureBootEnabled")))
                .singleElement()
                .extracting(config -> config.getAttributeNS(VMW, "value"))
                .isEqualTo("true");
        assertThat(texts(ovf, "Connection")).containsExactly("External", "Internal", "Management", "Service");
        assertThat(texts(ovf, "ResourceSubType").filter("VmxNet3"::equals)).hasSize(4);
        assertThat(elements(ovf, "OperatingSystemSection")
                        .findFirst()
                        .orElseThrow()
                        .getAttributeNS(OvfXml.OVF, "id"))
                .isEqualTo("107");
        assertThat(elements(ovf, "Property")
                        .filter(property ->
                                property.getAttributeNS(OvfXml.OVF, "key").equals("sallyport.nic1.ipv4")))
                .singleElement()
                .extracting(property -> property.getAttributeNS(OvfXml.OVF, "value"))
                .isEqualTo("192.0.2.10/24");
    }

    @Test
    void virtV2vUnderstandsIt() throws IOException {
        Path ova = archive(Map.of(), Optional.empty());
        String source = Program.run(
                "env", "LIBGUESTFS_BACKEND=direct", "virt-v2v", "-i", "ova", ova.toString(), "--print-source");
        assertThat(source.replaceAll("[ \t]+", " "))
                .contains("source name: gate", "firmware: uefi", "0 [scsi]", "CD-ROM [sata] in slot 0")
                .containsSubsequence(
                        "\"External\" [vmxnet3]",
                        "\"Internal\" [vmxnet3]",
                        "\"Management\" [vmxnet3]",
                        "\"Service\" [vmxnet3]");
    }

    /** The schemas are the DMTF's and not ours to pass on: OVF_SCHEMAS is a directory with ovf-envelope.xsd and what it imports. */
    @Test
    @EnabledIfEnvironmentVariable(named = "OVF_SCHEMAS", matches = ".+")
    void keepsToTheSchema() throws IOException, SAXException {
        Path ova = archive(Map.of(), Optional.empty());
        Program.run("tar", "-C", directory.toString(), "-xf", ova.toString(), "gate.ovf");
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Path.of(System.getenv("OVF_SCHEMAS"), "ovf-envelope.xsd")
                        .toFile())
                .newValidator()
                .validate(new StreamSource(directory.resolve("gate.ovf").toFile()));
    }

    @Test
    void refusesAMachineThatVsphereWouldNotTake() {
        assertThatThrownBy(() -> new VirtualMachine("a b", "", "linux", "15", Firmware.BIOS, true, 0, 100))
                .isInstanceOf(InvalidInputException.class)
                .extracting(e -> ((InvalidInputException) e)
                        .problems().stream().map(problem -> problem.path()).toList())
                .isEqualTo(List.of("name", "release", "os-type", "hardware", "secure-boot", "cpus", "memory"));
    }

    private Path archive(Map<String, String> answers, Optional<ManifestSigner> signer) throws IOException {
        Path raw = directory.resolve("disk.raw");
        if (!Files.exists(raw)) {
            SmallDisk.make(raw, 64 << 20, text(0, 70_000), noise(33 << 20, 1000));
        }
        Path ova = directory.resolve("gate.ova");
        try (RawDisk disk = RawDisk.open(raw)) {
            long size =
                    new OvfPackage(TEMPLATE, MACHINE, answers, signer).writeArchive(disk, ova, TIME, 1, Progress.NONE);
            assertThat(ova).hasSize(size);
        }
        return ova;
    }

    private Document descriptor(Map<String, String> answers) throws IOException {
        String text =
                Program.run("tar", "-xOf", archive(answers, Optional.empty()).toString(), "gate.ovf");
        return OvfXml.parse("gate.ovf", text.getBytes(StandardCharsets.UTF_8));
    }

    private ManifestSigner signer(String algorithm) throws IOException {
        String key = directory.resolve("key.pem").toString();
        String certificate = directory.resolve("certificate.pem").toString();
        String[] kind = algorithm.equals("ec")
                ? new String[] {"ec", "-pkeyopt", "ec_paramgen_curve:P-256"}
                : new String[] {algorithm};
        String[] command = {
            "openssl",
            "req",
            "-x509",
            "-nodes",
            "-subj",
            "/CN=signer",
            "-days",
            "9",
            "-keyout",
            key,
            "-out",
            certificate,
            "-newkey"
        };
        String[] all = Arrays.copyOf(command, command.length + kind.length);
        System.arraycopy(kind, 0, all, command.length, kind.length);
        Program.run(all);
        return ManifestSigner.read(Path.of(key), Path.of(certificate));
    }

    private static Stream<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagNameNS("*", name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }

    private static Stream<Element> configs(Document document) {
        return elements(document, "Config");
    }

    private static String key(Element config) {
        return config.getAttributeNS(VMW, "key");
    }

    private static Stream<String> texts(Document document, String name) {
        return elements(document, name).map(Element::getTextContent);
    }
}
