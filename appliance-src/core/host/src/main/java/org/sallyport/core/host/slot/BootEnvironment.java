package org.sallyport.core.host.slot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which slot starts next: GRUB's environment block, 1024 bytes of {@code name=value} lines filled up with {@code #}, which the boot
 * menu reads and writes too. It is written in its place and never cut, and all that is said lies in its first 512 bytes, the
 * sector that a disk writes as a whole: a power cut leaves what was there before, or what was to be there.
 */
public final class BootEnvironment {
    private static final String HEAD = "# GRUB Environment Block\n";
    private static final int BYTES = 1024;
    private static final int SECTOR = 512;
    private static final String DEFAULT_SLOT = "default_slot";
    private static final String TRY_SLOT = "try_slot";
    private static final String TRIES_LEFT = "tries_left";

    private final Path file;

    /** The block in a file that is there already; its name on the appliance is {@code grub/grubenv} of the ESP. */
    public BootEnvironment(Path file) {
        this.file = file;
    }

    /** The slot that starts when none is tried. */
    public Optional<Slot> usual() throws IOException {
        return Optional.ofNullable(read().get(DEFAULT_SLOT))
                .filter(text -> !text.isEmpty())
                .map(Slot::of);
    }

    /** Lets the next start take a slot, and the starts after it the usual one again. */
    public void tryOnce(Slot slot) throws IOException {
        change(Map.of(TRY_SLOT, slot.toString(), TRIES_LEFT, "1"));
    }

    /** Lets every start take a slot; nothing is tried any more. */
    public void settle(Slot slot) throws IOException {
        change(Map.of(DEFAULT_SLOT, slot.toString(), TRY_SLOT, "", TRIES_LEFT, "0"));
    }

    private Map<String, String> read() throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(HEAD)) {
            throw new IOException(
                    file + " is no environment block of GRUB; make one with grub-editenv " + file + " create");
        }
        Map<String, String> values = new LinkedHashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return values;
    }

    private void change(Map<String, String> changes) throws IOException {
        Map<String, String> values = read();
        values.putAll(changes);
        StringBuilder text = new StringBuilder(HEAD);
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        if (text.length() > SECTOR) {
            throw new IOException(file + " has more in it than the " + SECTOR
                    + " bytes that are written at once; remove what is not Sallyport's");
        }
        byte[] block = new byte[BYTES];
        Arrays.fill(block, (byte) '#');
        byte[] said = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(said, 0, block, 0, said.length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(block);
            while (rest.hasRemaining()) {
                channel.write(rest, rest.position());
            }
            channel.force(true);
        }
    }
}
