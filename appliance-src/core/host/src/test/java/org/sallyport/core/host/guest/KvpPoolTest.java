package org.sallyport.core.host.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KvpPoolTest {
    private static byte[] record(String key, String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(key.getBytes(StandardCharsets.UTF_8), KvpPool.KEY_OCTETS));
        out.writeBytes(Arrays.copyOf(value.getBytes(StandardCharsets.UTF_8), KvpPool.VALUE_OCTETS));
        return out.toByteArray();
    }

    private static byte[] pool(byte[]... records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] one : records) {
            out.writeBytes(one);
        }
        return out.toByteArray();
    }

    @Test
    void readsPairs() {
        byte[] pool = pool(
                record("sallyport.nic1.mac", "00155D0A0001"),
                record("", "nobody's"),
                record("sallyport.password", "ü$(reboot)\"'"));
        assertThat(KvpPool.parse(pool))
                .isEqualTo(Map.of("sallyport.nic1.mac", "00155D0A0001", "sallyport.password", "ü$(reboot)\"'"));
    }

    @Test
    void readsARecordThatFillsItsFields() {
        byte[] full = new byte[KvpPool.KEY_OCTETS + KvpPool.VALUE_OCTETS];
        Arrays.fill(full, (byte) 'x');
        assertThat(KvpPool.parse(full)).containsOnlyKeys("x".repeat(KvpPool.KEY_OCTETS));
    }

    @Test
    void leavesOutWhatIsCutShort() {
        byte[] pool = pool(record("a", "1"), record("b", "2"));
        assertThat(KvpPool.parse(Arrays.copyOf(pool, pool.length - 1))).isEqualTo(Map.of("a", "1"));
        assertThat(KvpPool.parse(new byte[0])).isEmpty();
    }

    @Test
    void survivesAnyOctets() {
        byte[] octets = new byte[3 * (KvpPool.KEY_OCTETS + KvpPool.VALUE_OCTETS) + 17];
        new Random(5).nextBytes(octets);
        assertThat(KvpPool.parse(octets)).hasSizeLessThanOrEqualTo(3);
    }
}
