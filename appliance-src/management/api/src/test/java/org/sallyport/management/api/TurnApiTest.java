package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.core.control.director.TurnAllocation;

/** Allocations of the TURN server. */
final class TurnApiTest extends ApiTest {
    private static final String ALICE = "0a".repeat(16);
    private static final String BOB = "0b".repeat(16);

    private void allocate(String id, String user, long second) {
        running.director.turn.living.add(new TurnAllocation(
                id,
                user,
                "example.org",
                "192.0.2.9:40000",
                "198.51.100.1:3478",
                "UDP",
                "external-udp",
                List.of("198.51.100.1:50002"),
                Instant.ofEpochSecond(second),
                Instant.ofEpochSecond(second + 600),
                1,
                2,
                3,
                4,
                5,
                6));
    }

    @Test
    void listsThemInPagesByText() {
        logIn();
        allocate(ALICE, "alice", 1);
        allocate(BOB, "bob", 2);
        JsonNode first = json(admin.get("/api/v1/turn/allocations?pageSize=1"));
        JsonNode second = json(admin.get("/api/v1/turn/allocations?pageSize=1&pageToken="
                + first.get("nextPageToken").textValue()));

        assertThat(first.at("/items/0/user").textValue()).isEqualTo("alice");
        assertThat(second.at("/items/0/user").textValue()).isEqualTo("bob");
        assertThat(second.get("nextPageToken").isNull()).isTrue();
        assertThat(json(admin.get("/api/v1/turn/allocations?text=BOB")).get("items"))
                .hasSize(1);
    }

    @Test
    void endsOneAndSaysSoInTheAudit() {
        logIn();
        allocate(ALICE, "alice", 1);

        assertThat(admin.send("DELETE", "/api/v1/turn/allocations/" + ALICE).statusCode())
                .isEqualTo(204);
        assertThat(running.director.turn.living).isEmpty();
        assertThat(audited("turn.end-allocation").get("subject").textValue()).isEqualTo(ALICE);
        assertThat(admin.send("DELETE", "/api/v1/turn/allocations/" + ALICE).statusCode())
                .isEqualTo(404);
    }
}
