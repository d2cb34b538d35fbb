package org.sallyport.core.host.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KvpExchangeTest {
    @TempDir
    private Path root;

    private KvpExchange exchange;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(root.resolve("proc"));
        Files.createDirectories(root.resolve("var/lib/hyperv"));
        exchange = new KvpExchange(root);
    }

    private void upFor(String seconds) throws IOException {
        Files.writeString(root.resolve("proc/uptime"), seconds + " 1.00\n");
    }

    private void pool(int number, Map<String, String> pairs) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pairs.forEach((key, value) -> {
            out.writeBytes(Arrays.copyOf(key.getBytes(StandardCharsets.UTF_8), KvpPool.KEY_OCTETS));
            out.writeBytes(Arrays.copyOf(value.getBytes(StandardCharsets.UTF_8), KvpPool.VALUE_OCTETS));
        });
        Files.write(root.resolve("var/lib/hyperv/.kvp_pool_" + number), out.toByteArray());
    }

    @Test
    void believesWhatWasPushedBeforeWhatTheHostSaysOfItself() throws IOException {
        pool(0, Map.of("a", "pushed"));
        pool(3, Map.of("a", "of itself", "b", "too"));

        assertThat(exchange.pairs()).containsOnly(Map.entry("a", "pushed"), Map.entry("b", "too"));
    }

    @Test
    void takesWhatIsThereAndNoLongerChanges() throws IOException {
        upFor("10.00");
        pool(0, Map.of("sallyport.hostname", "gate"));

        assertThat(exchange.await(key -> key.startsWith("sallyport."))).containsEntry("sallyport.hostname", "gate");
    }

    @Test
    void waitsForNothingOnceTheMachineIsUpForLong() throws IOException {
        upFor("90.00");
        pool(3, Map.of("HostName", "host"));

        assertThat(exchange.await(key -> key.startsWith("sallyport."))).containsOnlyKeys("HostName");
    }
}
