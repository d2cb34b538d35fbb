package org.sallyport.core.host.firstboot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What QEMU hands over: a file of fw_cfg named opt/sallyport/config, or strings of the SMBIOS type 11 (DSP0134 section
 * 7.12), each {@code sallyport.key=value}.
 */
final class FirmwareAnswers implements AnswerSource {
    static final String NAME = "the firmware configuration";
    private static final int LENGTH_AT = 1;

    private final Path firmware;

    FirmwareAnswers(Path root) {
        this.firmware = root.resolve("sys/firmware");
    }

    @Override
    public Optional<Answers> find() {
        return BoundedFile.octets(firmware.resolve("qemu_fw_cfg/by_name/opt/sallyport/config/raw"))
                .flatMap(octets -> Answers.in(NAME, new String(octets, StandardCharsets.UTF_8)))
                .or(() -> Answers.among(NAME, strings()));
    }

    private Map<String, String> strings() {
        Map<String, String> pairs = new LinkedHashMap<>();
        Path entries = firmware.resolve("dmi/entries");
        if (!Files.isDirectory(entries)) {
            return pairs;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(entries, "11-*")) {
            for (Path entry : found) {
                BoundedFile.octets(entry.resolve("raw")).ifPresent(octets -> collect(octets, pairs));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pairs;
    }

    /** After the structure of the length it gives come its strings, each ended by a zero. */
    private static void collect(byte[] structure, Map<String, String> pairs) {
        if (structure.length <= LENGTH_AT) {
            return;
        }
        int begin = Math.min(Byte.toUnsignedInt(structure[LENGTH_AT]), structure.length);
        String strings = new String(structure, begin, structure.length - begin, StandardCharsets.UTF_8);
        for (String string : strings.split("\0", -1)) {
            int equals = string.indexOf('=');
            if (equals > 0) {
                pairs.put(string.substring(0, equals), string.substring(equals + 1));
            }
        }
    }
}
