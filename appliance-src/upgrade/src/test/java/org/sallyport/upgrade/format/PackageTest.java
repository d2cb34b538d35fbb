package org.sallyport.upgrade.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.base.problem.DamagedFileException;
import org.sallyport.testing.tools.ChangedBytes;
import org.sallyport.testing.tools.Program;
import org.sallyport.upgrade.format.PackageWriter.Form;

class PackageTest {
    private static final int HEADER = 512;

    @TempDir
    Path folder;

    private PackageWriter writer;
    private PackageWriter.Signed signed;
    private byte[] whole;

    @BeforeEach
    void pack() throws IOException {
        writer = Packages.writer(folder, "1.2.3", 3000);
        signed = writer.sign(Packages.PUBLISHER, _ -> {});
        whole = Packages.bytes(writer, Form.PLAIN, folder);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void readsBackWhatItWrites(Form form) throws IOException {
        byte[] bytes = Packages.bytes(writer, form, folder);
        Map<String, byte[]> read = Packages.read(bytes);
        assertThat(read.keySet()).containsExactly("sbom.json", "root.squashfs");
        assertThat(read.get("root.squashfs")).isEqualTo(Files.readAllBytes(writer.payload()));
        try (PackageReader reader = PackageReader.open(new ByteArrayInputStream(bytes), Packages.TRUSTED)) {
            assertThat(reader.manifest()).isEqualTo(signed.manifest());
            assertThat(reader.signer().name()).isEqualTo("CN=Release signer");
        }
    }

    @Test
    void isAnArchiveThatTarReads() {
        assertThat(Program.run("tar", "-tf", folder.resolve("package-PLAIN").toString()))
                .isEqualTo("manifest.json\nmanifest.p7s\nsbom.json\nroot.squashfs\n");
    }

    @Test
    void isTheSameTwice() throws IOException {
        assertThat(Packages.bytes(writer, Form.PLAIN, folder)).isEqualTo(whole);
    }

    @Test
    void opensslFindsItSigned() throws IOException {
        Path manifest = Files.write(folder.resolve("manifest"), signed.json());
        Path signature = Files.write(folder.resolve("signature"), signed.signature());
        Path authority = authority();
        Program.run(
                "openssl",
                "cms",
                "-verify",
                "-binary",
                "-inform",
                "DER",
                "-in",
                signature.toString(),
                "-content",
                manifest.toString(),
                "-CAfile",
                authority.toString(),
                "-purpose",
                "any",
                "-attime",
                Long.toString(Packages.CREATED.getEpochSecond()),
                "-out",
                "/dev/null");
    }

    @Test
    void noticesEachChangedByteOutsideTheSignature() throws IOException {
        int signatureAt = 2 * HEADER + padded(signed.json().length);
        int signatureEnds = signatureAt + signed.signature().length;
        assertThat(ChangedBytes.unnoticed(
                        whole,
                        IntStream.range(0, whole.length)
                                .filter(i -> i < signatureAt || (i >= signatureEnds && i % 5 == 0)),
                        Packages::read))
                .isEmpty();
    }

    @Test
    void refusesWhatIsCutShort() {
        int last = 4 * HEADER + padded(signed.json().length) + padded(signed.signature().length) + HEADER + 3072;
        for (int length = 0; length < last + HEADER; length += 97) {
            int cut = length;
            assertThatThrownBy(() -> Packages.read(Arrays.copyOf(whole, cut)))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesWhatFollows() {
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> Packages.read(longer))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("something follows the end");
    }

    @Test
    void handsOutNoBlockThatIsNotProven() throws IOException {
        PackageWriter large = Packages.writer(folder, "1.3.0", Member.BLOCK + 1000);
        byte[] bytes = Packages.bytes(large, Form.PLAIN, folder);
        int start = Packages.indexOf(bytes, Arrays.copyOf(Files.readAllBytes(large.payload()), 64));
        bytes[start + Member.BLOCK + 500] ^= 1;
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        try (PackageReader reader = PackageReader.open(new ByteArrayInputStream(bytes), Packages.TRUSTED)) {
            assertThatThrownBy(() -> reader.read(member -> (block, length) -> {
                        if (member.name().equals("root.squashfs")) {
                            taken.write(block, 0, length);
                        }
                    }))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessage("root.squashfs: block 1 is not the one that was signed.");
        }
        assertThat(taken.size()).isEqualTo(Member.BLOCK);
    }

    @Test
    void refusesOtherMembersAndAnotherOrder() throws IOException {
        Map<String, byte[]> members = members();
        List<String> names = new ArrayList<>(members.keySet());
        for (int i = 0; i + 1 < names.size(); i++) {
            List<String> swapped = new ArrayList<>(names);
            Collections.swap(swapped, i, i + 1);
            refuses(members, swapped, Packages.CREATED);
        }
        for (String name : names) {
            List<String> fewer = new ArrayList<>(names);
            fewer.remove(name);
            refuses(members, fewer, Packages.CREATED);
        }
        members.put("extra.sh", new byte[] {1});
        List<String> more = new ArrayList<>(names);
        more.add("extra.sh");
        refuses(members, more, Packages.CREATED);
        refuses(members, names, Packages.CREATED.plusSeconds(1));
        assertThat(Packages.read(archive(members, names, Packages.CREATED))).hasSize(2);
    }

    @Test
    void refusesAManifestOutOfAllMeasure() throws IOException {
        Map<String, byte[]> members = members();
        members.put(Manifest.NAME, new byte[Manifest.MOST_BYTES + 1]);
        assertThatThrownBy(() -> Packages.read(archive(members, List.copyOf(members.keySet()), Packages.CREATED)))
                .hasMessageContaining("it is longer than 1048576 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "format" : 1            | "format" : 2               | format is 2, which this version cannot read
            "product" : "sallyport" | "product" : "postern"      | product is postern
            "format" : 1            | "format" : 1, "taste" : 2  | Unrecognized field "taste"
            "version" : "1.2.3"     | "version" : "latest"       | It is no version
            "version" : "1.2.3",    |                            | version is missing
            "base" : "debian-12"    | "base" : "../etc"          | base is no distribution
            "x86-64-v2"             | "sparc"                    | It is no architecture
            "kind" : "SYSTEM"       | "kind" : "APPLICATION"     | members are not sbom.json and application.squashfs
            "settingsSchema" : 3    | "settingsSchema" : -3      | settingsSchema is negative
            "securityEpoch" : 1     | "securityEpoch" : "soon"   | not a valid `int` value
            "root.squashfs"         | "../root.squashfs"         | members are not
            "size" : 3000           | "size" : 30000000          | size and hashes of root.squashfs do not fit
            12:00:00Z               | 12:00:00.5Z                | created is no whole second
            }                       | ]                          | manifest.json
            """)
    void refusesManifestsEvenSignedOnes(String part, String instead, String why) throws IOException {
        String text = new String(signed.json(), StandardCharsets.UTF_8);
        assertThat(text).contains(part);
        byte[] json = text.replace(part, instead == null ? "" : instead).getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> members = members();
        members.put(Manifest.NAME, json);
        members.put(Manifest.SIGNATURE, Packages.PUBLISHER.sign(json, Packages.CREATED));
        assertThatThrownBy(() -> Packages.read(archive(members, List.copyOf(members.keySet()), Packages.CREATED)))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining(why);
    }

    /** Any damage is refused in words, or leaves everything as it was. */
    @Test
    void survivesAnyDamage() throws IOException {
        Map<String, byte[]> right = Packages.read(whole);
        List<UnaryOperator<byte[]>> damages = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            damages.add(damage(random));
        }
        for (UnaryOperator<byte[]> damage : damages) {
            byte[] damaged = damage.apply(whole.clone());
            try {
                Map<String, byte[]> read = Packages.read(damaged);
                right.forEach((name, content) -> assertThat(read.get(name)).isEqualTo(content));
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private static UnaryOperator<byte[]> damage(Random random) {
        int kind = random.nextInt(4);
        int at = random.nextInt(8000);
        int length = 1 + random.nextInt(40);
        byte value = (byte) random.nextInt();
        return bytes -> switch (kind) {
            case 0 -> {
                Arrays.fill(bytes, at, at + length, value);
                yield bytes;
            }
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> {
                System.arraycopy(bytes, at, bytes, at + length, 600);
                yield bytes;
            }
            default -> {
                bytes[at] ^= (byte) (1 << (length % 8));
                yield bytes;
            }
        };
    }

    private Map<String, byte[]> members() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put(Manifest.NAME, signed.json());
        members.put(Manifest.SIGNATURE, signed.signature());
        members.put(Manifest.SBOM, Files.readAllBytes(writer.sbom()));
        members.put("root.squashfs", Files.readAllBytes(writer.payload()));
        return members;
    }

    private byte[] archive(Map<String, byte[]> members, List<String> order, Instant time) throws IOException {
        Map<String, byte[]> ordered = new LinkedHashMap<>();
        order.forEach(name -> ordered.put(name, members.get(name)));
        return Packages.archive(folder.resolve("by-hand"), time, ordered);
    }

    private void refuses(Map<String, byte[]> members, List<String> order, Instant time) throws IOException {
        byte[] bytes = archive(members, order, time);
        assertThatThrownBy(() -> Packages.read(bytes)).as("%s", order).isInstanceOf(DamagedFileException.class);
    }

    private Path authority() throws IOException {
        return Files.writeString(
                folder.resolve("authority.pem"),
                org.sallyport.core.pki.PemFiles.text(List.of(Packages.ROOT.certificate())));
    }

    private static int padded(int length) {
        return (length + HEADER - 1) / HEADER * HEADER;
    }
}
