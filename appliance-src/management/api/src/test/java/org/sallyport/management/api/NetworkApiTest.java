package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NetworkApiTest extends ApiTest {
    @BeforeEach
    void settle() {
        logIn();
        awaitFollowing("UNMANAGED");
    }

    private JsonNode network() {
        return json(admin.get("/api/v1/network"));
    }

    private void awaitFollowing(String state) {
        await(() -> network().get("following").textValue().equals(state));
    }

    /** Edits the only interface's address; the version to commit. */
    private String edit(String address) {
        Map<String, Object> nic = Map.of("name", "eth0", "roles", List.of("all"), "ipv4", address);
        HttpResponse<String> edited = admin.send(
                "PATCH",
                "/api/v1/settings/candidate",
                Map.of("network", Map.of("interfaces", List.of(nic))),
                Map.of("If-Match", "*"));
        assertThat(edited.statusCode()).isEqualTo(200);
        return edited.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<String> commit(String version, int confirmWithinSeconds) {
        Map<String, Object> body = new HashMap<>(Map.of("comment", "move"));
        if (confirmWithinSeconds > 0) {
            body.put("confirmWithinSeconds", confirmWithinSeconds);
        }
        return admin.send("POST", "/api/v1/settings/commit", body, Map.of("If-Match", version));
    }

    private void commitOnTrial(String address, int seconds) {
        assertThat(commit(edit(address), seconds).statusCode()).isEqualTo(201);
    }

    private void commitAndConfirm(String address) {
        commitOnTrial(address, 600);
        awaitFollowing("TRIAL");
        assertThat(admin.send("POST", "/api/v1/settings/confirm").statusCode()).isEqualTo(200);
        awaitFollowing("IN_STEP");
    }

    @Test
    void saysAllThatIsWrongWithoutDoingIt() {
        edit("192.0.2.300/24");
        JsonNode faulty = json(admin.send("POST", "/api/v1/network/check"));
        assertThat(faulty.at("/problems/0/path").textValue()).isEqualTo("network.interfaces[0].ipv4");
        assertThat(faulty.get("files")).isEmpty();

        edit("192.0.2.10/24");
        JsonNode right = json(admin.send("POST", "/api/v1/network/check"));
        assertThat(right.get("problems")).isEmpty();
        assertThat(right.get("files")).hasSize(1);
        assertThat(right.get("confirmationNeeded").booleanValue()).isTrue();
        assertThat(running.host.told()).isEmpty();
    }

    @Test
    void doesNotCommitWhatCanLockItsAuthorOutForGood() {
        HttpResponse<String> refused = commit(edit("192.0.2.10/24"), 0);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/problems/0/path").textValue()).isEqualTo("confirmWithinSeconds");
        assertThat(running.host.told()).isEmpty();
    }

    @Test
    void keepsTheChangeThatIsConfirmed() {
        commitOnTrial("192.0.2.10/24", 600);
        awaitFollowing("TRIAL");
        JsonNode trial = network();
        assertThat(trial.at("/trial/revision").longValue()).isEqualTo(1);
        assertThat(trial.get("notes").get(0).textValue()).contains("no cable");
        String operation = "/api/v1/operations/" + trial.at("/trial/operation").textValue();
        assertThat(json(admin.get(operation)).get("state").textValue()).isEqualTo("RUNNING");
        assertThat(admin.send("DELETE", operation).statusCode()).isEqualTo(409);

        assertThat(admin.send("POST", "/api/v1/settings/confirm").statusCode()).isEqualTo(200);
        awaitFollowing("IN_STEP");
        await(() -> json(admin.get(operation)).get("state").textValue().equals("SUCCEEDED"));
        assertThat(running.host.told()).containsExactly("apply 1 on trial", "confirm 1");
        assertThat(running.host.address()).contains("192.0.2.10");
    }

    @Test
    void undoesTheChangeThatIsTakenBack() {
        commitAndConfirm("192.0.2.10/24");
        commitOnTrial("192.0.2.20/24", 600);
        awaitFollowing("TRIAL");
        assertThat(running.host.address()).contains("192.0.2.20");
        String operation =
                "/api/v1/operations/" + network().at("/trial/operation").textValue();

        assertThat(admin.send("POST", "/api/v1/settings/rollback").statusCode()).isEqualTo(200);
        awaitFollowing("IN_STEP");
        await(() -> json(admin.get(operation)).get("state").textValue().equals("FAILED"));
        assertThat(running.host.told())
                .containsExactly("apply 1 on trial", "confirm 1", "apply 2 on trial", "roll back 2");
        assertThat(running.host.address()).contains("192.0.2.10");
    }

    @Test
    void takesBackInTheSettingsWhatTheMachineUndidByItself() {
        commitAndConfirm("192.0.2.10/24");
        commitOnTrial("192.0.2.20/24", 600);
        awaitFollowing("TRIAL");

        running.host.expire();
        awaitFollowing("IN_STEP");
        await(() -> newestRevision().get("number").longValue() == 3);
        assertThat(newestRevision().get("author").textValue()).isEqualTo("system");
        assertThat(newestRevision().get("comment").textValue()).contains("went back");
        assertThat(running.host.told()).containsExactly("apply 1 on trial", "confirm 1", "apply 2 on trial");
    }

    private JsonNode newestRevision() {
        return json(admin.get("/api/v1/settings/revisions?pageSize=1")).at("/items/0");
    }

    @Test
    void takesBackWhatTheMachineCannotTakeOver() {
        commitAndConfirm("192.0.2.10/24");
        running.host.refuse("The packet filter was not loaded");
        commitOnTrial("192.0.2.20/24", 600);

        await(() -> newestRevision().get("number").longValue() == 3);
        assertThat(newestRevision().get("comment").textValue()).contains("packet filter");
        awaitFollowing("IN_STEP");
        assertThat(running.host.address()).contains("192.0.2.10");
    }

    @Test
    void followsWhatNeedsNoConfirmation() {
        commitAndConfirm("192.0.2.10/24");
        String version = admin.send(
                        "PATCH",
                        "/api/v1/settings/candidate",
                        Map.of("network", Map.of("hostname", "gate.example.com")),
                        Map.of("If-Match", "*"))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(commit(version, 0).statusCode()).isEqualTo(201);
        await(() -> network().at("/machine/hostname").textValue().equals("gate.example.com"));
        assertThat(running.host.told()).last().isEqualTo("apply 2");
    }

    @Test
    void saysThatTheMachineIsBehindAndWhy() {
        commitAndConfirm("192.0.2.10/24");
        running.host.refuse("The host name was not set");
        String version = admin.send(
                        "PATCH",
                        "/api/v1/settings/candidate",
                        Map.of("network", Map.of("hostname", "gate.example.com")),
                        Map.of("If-Match", "*"))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        commit(version, 0);
        awaitFollowing("BEHIND");
        assertThat(network().get("detail").textValue()).contains("host name");
        assertThat(json(admin.get("/api/v1/alarms")).findValuesAsText("key")).contains("manager.host.behind");
    }

    @Test
    void committingNetworkNeedsSomebodyWhoPutsItIntoForce() {
        running.nics.close();
        awaitFollowing("AWAY");
        assertThat(network().get("machine").isNull()).isTrue();
        assertThat(admin.send("POST", "/api/v1/network/check").statusCode()).isEqualTo(503);
        assertThat(commit(edit("192.0.2.10/24"), 600).statusCode()).isEqualTo(503);
        assertThat(admin.get("/api/v1/network/firewall").statusCode()).isEqualTo(503);
        await(() -> json(admin.get("/api/v1/alarms")).findValuesAsText("key").contains("manager.host.away"));
    }

    @Test
    void streamsHowTheMachineFollows() {
        try (var lines = admin.lines("/api/v1/events?topics=network")) {
            var data = lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(data.next()).contains("UNMANAGED");
            commitOnTrial("192.0.2.10/24", 600);
            String next = data.next();
            while (!next.contains("\"TRIAL\"")) {
                next = data.next();
            }
            assertThat(next).contains("\"revision\":1");
        }
    }

    @Test
    void tellsThePacketFilter() {
        JsonNode firewall = json(admin.get("/api/v1/network/firewall"));
        assertThat(firewall.at("/openings/0/ports").textValue()).isEqualTo("5060");
        assertThat(firewall.at("/dropped/no-service").intValue()).isEqualTo(17);
    }

    @Test
    void switchesThePowerForAReasonThatTheAuditKeeps() {
        assertThat(admin.send("POST", "/api/v1/power/reboot", Map.of()).statusCode())
                .isEqualTo(422);
        assertThat(running.host.told()).isEmpty();
        assertThat(admin.send("POST", "/api/v1/power/reboot", Map.of("reason", "new kernel"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(admin.send("POST", "/api/v1/power/shutdown", Map.of("reason", "moved to another rack"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(running.host.told()).containsExactly("reboot", "power off");
        assertThat(running.audit.flush(SOON)).isTrue();
        JsonNode audit = json(admin.get("/api/v1/audit?action=power.")).get("items");
        assertThat(audit.findValuesAsText("after")).contains("new kernel", "moved to another rack");
    }
}
