package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Network adapters, as hostd tells of them. */
final class NicsApiTest extends ApiTest {
    @Test
    void tellsAndChangesTheNetworkAdapters() {
        logIn();
        running.nics.confirmed = false;
        JsonNode nics = json(admin.get("/api/v1/nics"));
        assertThat(nics.at("/adapters/0/mac").textValue()).isEqualTo("52:54:00:00:00:01");
        assertThat(nics.at("/findings/0/kind").textValue()).isEqualTo("UNVERIFIED");
        assertThat(admin.send("POST", "/api/v1/nics/confirm").statusCode()).isEqualTo(204);
        assertThat(json(admin.get("/api/v1/nics")).get("confirmed").booleanValue())
                .isTrue();

        HttpResponse<String> swapped = admin.send("POST", "/api/v1/nics/swap", Map.of("one", "eth0", "other", "eth1"));
        assertThat(json(swapped).get("restartNeeded").booleanValue()).isFalse();
        assertThat(json(admin.get("/api/v1/nics")).at("/adapters/0/mac").textValue())
                .isEqualTo("52:54:00:00:00:02");
        HttpResponse<String> pinned = admin.send("PUT", "/api/v1/nics/eth2", Map.of("adapter", "52:54:00:00:00:03"));
        assertThat(json(pinned).get("restartNeeded").booleanValue()).isTrue();
        assertThat(admin.send("POST", "/api/v1/nics/detection", Map.of("seconds", 60))
                        .statusCode())
                .isEqualTo(204);
        assertThat(running.nics.told).containsExactly("pin eth2 52:54:00:00:00:03", "listen 60");

        HttpResponse<String> refused = admin.send("POST", "/api/v1/nics/eth0/blink", Map.of("seconds", 5));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).get("detail").textValue()).isEqualTo("eth0 cannot blink.");
        assertThat(admin.send("POST", "/api/v1/nics/eth0/blink", Map.of("seconds", 500))
                        .statusCode())
                .isEqualTo(422);
        assertThat(json(admin.get("/api/v1/nics/report")).get("lines")).hasSize(2);
    }

    @Test
    void saysThatNobodyLooksAfterTheMachine() {
        logIn();
        running.nics.close();
        HttpResponse<String> away = admin.get("/api/v1/nics");
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(problem(away)).isEqualTo("host-away");
    }
}
