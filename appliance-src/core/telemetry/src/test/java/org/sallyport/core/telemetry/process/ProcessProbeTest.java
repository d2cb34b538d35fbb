package org.sallyport.core.telemetry.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.core.telemetry.metrics.Metrics;

final class ProcessProbeTest {
    private final LiveObjects liveObjects = new LiveObjects();
    private final ProcessProbe probe = new ProcessProbe("director", liveObjects);

    @Test
    void tellsVersionOfTheBuild() {
        assertThat(probe.status(3).version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void countsLiveObjectsByType() {
        LiveObjects.Token token = liveObjects.begin("call");
        assertThat(probe.status(3).liveObjects()).containsEntry("call", 1L);
        token.end();
        assertThat(probe.status(3).liveObjects()).containsEntry("call", 0L);
    }

    @Test
    void publishesEveryFamilyWithValue() {
        Metrics metrics = new Metrics();
        liveObjects.begin("relay");
        probe.publish(metrics);
        assertThat(metrics.exposition())
                .contains("sallyport_live_objects{type=\"relay\"} 1")
                .containsPattern("sallyport_process_resident_bytes [1-9]\\d{6,}")
                .containsPattern("sallyport_process_heap_used_bytes [1-9]\\d{4,}")
                .containsPattern("sallyport_process_cpu_seconds \\d")
                .contains("sallyport_build_info{version=");
    }
}
