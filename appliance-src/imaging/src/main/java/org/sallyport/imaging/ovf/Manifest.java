package org.sallyport.imaging.ovf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.base.problem.DamagedFileException;
import org.sallyport.imaging.disk.ContentId;

/** The file that lists a package's other files with their digests (DSP0243, "OVF package integrity and authenticity"). */
final class Manifest {
    private static final Pattern LINE = Pattern.compile("SHA256\\(([^)]+)\\)= ?([0-9a-f]{64})");
    private static final int BUFFER = 1 << 20;

    private Manifest() {}

    static byte[] of(List<Path> files) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files) {
            text.append(line(file.getFileName().toString(), digest(file)));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Also the form in which a signature is written down. */
    static String line(String file, byte[] value) {
        return "SHA256(" + file + ")= " + HexFormat.of().formatHex(value) + "\n";
    }

    /** The digests by file, as hexadecimal digits. */
    static Map<String, String> parse(String name, byte[] text) throws DamagedFileException {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String line : new String(text, StandardCharsets.UTF_8).lines().toList()) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches() || digests.put(parts.group(1), parts.group(2)) != null) {
                throw new DamagedFileException(name, "not a line of a SHA-256 manifest: " + line);
            }
        }
        return digests;
    }

    private static byte[] digest(Path file) throws IOException {
        MessageDigest digest = ContentId.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return digest.digest();
    }
}
