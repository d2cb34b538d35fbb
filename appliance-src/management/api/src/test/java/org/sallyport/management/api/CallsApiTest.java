package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sallyport.core.telemetry.alarms.Alarm;

/** Calls, their history, and what tells how the system is. */
final class CallsApiTest extends ApiTest {
    @Test
    void listsCallsInPagesAndHangsOneUp() throws Exception {
        logIn();
        ScriptedCall alice = running.director.begin("sip:alice@example.net");
        running.director.begin("sip:bob@example.net");
        await(() -> json(admin.get("/api/v1/calls")).get("items").size() == 2);
        JsonNode first = json(admin.get("/api/v1/calls?pageSize=1"));
        assertThat(first.get("items")).hasSize(1);
        JsonNode second = json(admin.get("/api/v1/calls?pageSize=1&pageToken="
                + first.get("nextPageToken").textValue()));
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.get("nextPageToken").isNull()).isTrue();
        assertThat(json(admin.get("/api/v1/calls?text=ALICE")).get("items")).hasSize(1);
        JsonNode detail = json(admin.get("/api/v1/calls/" + alice.id()));
        assertThat(detail.get("ladder").get(0).get("summary").textValue()).isEqualTo("INVITE");
        assertThat(admin.send("DELETE", "/api/v1/calls/" + alice.id()).statusCode())
                .isEqualTo(202);
        assertThat(alice.hungUp.get(10, TimeUnit.SECONDS).text()).contains("admin");
    }

    @Test
    void streamsFullStateThenChanges() {
        logIn();
        ScriptedCall call = running.director.begin("sip:alice@example.net");
        try (var lines = admin.lines("/api/v1/events?topics=calls,alarms,overview")) {
            var iterator = lines.filter(line -> line.startsWith("event:")).iterator();
            Set<String> start = new TreeSet<>();
            while (start.size() < 3) {
                start.add(iterator.next());
            }
            assertThat(start).contains("event: calls", "event: alarms", "event: overview");
            running.director.alarms.raise("x", Alarm.Severity.WARNING, "x", "x");
            call.over();
            running.director.calls.end(call);
            Set<String> changes = new TreeSet<>();
            while (!changes.containsAll(Set.of("event: call", "event: alarm"))) {
                changes.add(iterator.next());
            }
        }
    }

    @Test
    void endsStreamWithItsSession() {
        logIn();
        try (var lines = admin.lines("/api/v1/events?topics=calls")) {
            var iterator = lines.filter(line -> line.startsWith("event:")).iterator();
            assertThat(iterator.next()).isEqualTo("event: calls");
            admin.send("DELETE", "/api/v1/session");
            String last = "";
            while (iterator.hasNext()) {
                last = iterator.next();
            }
            assertThat(last).isEqualTo("event: session-ended");
        }
    }

    @Test
    void exportsHistoryAsOperation() {
        logIn();
        ScriptedCall call = running.director.begin("=cmd()@example.net");
        call.over();
        running.director.calls.end(call);
        assertThat(json(admin.get("/api/v1/history/" + call.id())).get("ladder"))
                .hasSize(1);
        assertThat(json(admin.get("/api/v1/history")).get("items")).hasSize(1);
        HttpResponse<String> started = admin.send("POST", "/api/v1/history/export", Map.of());
        assertThat(started.statusCode()).isEqualTo(202);
        String place = started.headers().firstValue("Location").orElseThrow();
        await(() -> json(admin.get(place)).get("state").textValue().equals("SUCCEEDED"));
        HttpResponse<String> file = admin.get(place + "/result");
        assertThat(file.body()).hasLineCount(2).contains("The caller hung up.").contains(",'=cmd()@example.net,");
        assertThat(admin.send("DELETE", place).statusCode()).isEqualTo(204);
        assertThat(admin.get(place).statusCode()).isEqualTo(404);
    }

    @Test
    void tellsHealthWithoutLoginButNotItsReasons() {
        HttpResponse<String> response = admin.get("/api/v1/health");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("findings")).isEmpty();
        running.director.ready = false;
        await(() -> admin.get("/api/v1/health").statusCode() == 503);
        assertThat(json(admin.get("/api/v1/health")).get("findings")).isEmpty();
    }

    @Test
    void mergesMetricsOfBothProcesses() {
        logIn();
        String metrics = admin.get("/metrics").body();
        assertThat(metrics)
                .containsPattern("sallyport_live_objects\\{process=\"director\",type=")
                .contains("sallyport_director_up{process=\"manager\"} 1")
                .containsOnlyOnce("# TYPE sallyport_api_requests_total");
        try (ApiClient nobody = running.client()) {
            assertThat(nobody.get("/metrics").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void saysThatDirectorIsAwayAndRecovers() {
        logIn();
        running.director.close();
        await(() -> admin.get("/api/v1/calls").statusCode() == 503);
        assertThat(problem(admin.get("/api/v1/calls"))).isEqualTo("director-away");
        assertThat(json(admin.get("/api/v1/alarms"))
                        .get("items")
                        .get(0)
                        .get("key")
                        .textValue())
                .isEqualTo("manager.director.away");
        assertThat(json(admin.get("/api/v1/status")).get("director").isNull()).isTrue();
        await(() -> !json(admin.get("/api/v1/overview"))
                .get("now")
                .get("directorConnected")
                .booleanValue());
    }
}
