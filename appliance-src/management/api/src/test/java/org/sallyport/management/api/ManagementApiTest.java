package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.management.api.http.Route;
import org.sallyport.testing.postgres.EmbeddedPostgres;

final class ManagementApiTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int THRESHOLD = 3;

    @TempDir
    private Path directory;

    private RunningApi running;
    private ApiClient admin;

    @BeforeEach
    void start() throws IOException {
        running = new RunningApi(directory, EmbeddedPostgres.shared().createDatabase(), THRESHOLD);
        admin = running.client();
    }

    @AfterEach
    void stop() {
        admin.close();
        running.close();
    }

    private void logIn() {
        admin.logInFirst("admin", running.initialPassword());
    }

    /** A client with an API token of a role. */
    private ApiClient token(String role) {
        HttpResponse<String> created =
                admin.send("POST", "/api/v1/tokens", Map.of("name", role, "role", role, "expiresInDays", 1));
        assertThat(created.statusCode()).isEqualTo(201);
        return running.client()
                .with("Authorization", "Bearer " + json(created).get("secret").textValue());
    }

    private static String problem(HttpResponse<String> response) {
        return json(response).get("type").textValue().replace("urn:sallyport:problem:", "");
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not so after " + SOON).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void routesEveryOperationOfTheContractForItsRoles() {
        Set<String> contract = new Contract()
                .operations().stream()
                        .map(operation -> operation.id() + " " + operation.method() + " " + operation.path() + " "
                                + operation.roles())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> routed = running.api.routes().stream()
                .map(ManagementApiTest::text)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(routed).isEqualTo(contract);
    }

    private static String text(Route route) {
        Set<String> roles = route.roles().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        return route.operationId() + " " + route.method() + " " + route.fullPath() + " " + roles;
    }

    @Test
    void auditsEveryOperationThatChangesSomething() {
        assertThat(running.api.routes().stream()
                        .filter(route -> !route.method().safe())
                        .filter(route -> route.action() == null))
                .isEmpty();
    }

    @Test
    void speaksHttp2OverTls() {
        assertThat(admin.get("/api/v1/health").version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(admin.get("/api/v1/health").sslSession().orElseThrow().getProtocol())
                .isEqualTo("TLSv1.3");
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
    void keepsInitialPasswordInFileOfItsOwnUntilItIsChanged() throws IOException {
        Path file = directory.resolve("initial-password");
        assertThat(Files.readString(file).strip()).isEqualTo(running.initialPassword());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        logIn();
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesEverythingElseUntilPasswordIsChanged() {
        admin.logIn("admin", running.initialPassword());
        HttpResponse<String> response = admin.get("/api/v1/calls");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(problem(response)).isEqualTo("password-change-required");
        logIn();
        assertThat(admin.get("/api/v1/calls").statusCode()).isEqualTo(200);
    }

    @Test
    void setsCookieThatOnlyThisServerGets() {
        HttpResponse<String> response = admin.send(
                "POST", "/api/v1/session", Map.of("username", "admin", "password", running.initialPassword()));
        assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-sallyport-session=")
                .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Domain");
    }

    @Test
    void changesNothingWithoutCsrfTokenOrFromForeignPages() {
        logIn();
        Map<String, String> user = Map.of("username", "eve", "role", "ADMINISTRATOR");
        assertThat(admin.send("POST", "/api/v1/users", user, Map.of("Origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(admin.send("POST", "/api/v1/users", user, Map.of("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> response =
                admin.send("POST", "/api/v1/users", user, Map.of("Sallyport-CSRF-Token", "guessed"));
        assertThat(problem(response)).isEqualTo("csrf-token-required");
        assertThat(admin.send("POST", "/api/v1/users", user, Map.of("Origin", admin.origin()))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void endsSessionAtLogOut() {
        logIn();
        assertThat(admin.get("/api/v1/session").statusCode()).isEqualTo(200);
        assertThat(admin.send("DELETE", "/api/v1/session").statusCode()).isEqualTo(204);
        assertThat(admin.get("/api/v1/session").statusCode()).isEqualTo(401);
    }

    @Test
    void locksUserOutAfterFailedLogIns() {
        logIn();
        Map<String, String> wrong = Map.of("username", "admin", "password", "wrong");
        try (ApiClient guesser = running.client()) {
            for (int i = 0; i < THRESHOLD; i++) {
                assertThat(guesser.send("POST", "/api/v1/session", wrong).statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<String> locked = guesser.send(
                    "POST", "/api/v1/session", Map.of("username", "admin", "password", ApiClient.PASSWORD));
            assertThat(locked.statusCode()).isEqualTo(429);
            assertThat(locked.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(running.metrics.exposition()).contains("sallyport_login_lockouts_total 2");
    }

    @Test
    void tellsUnknownUserNothing() {
        HttpResponse<String> unknown =
                admin.send("POST", "/api/v1/session", Map.of("username", "nobody", "password", "wrong"));
        HttpResponse<String> known =
                admin.send("POST", "/api/v1/session", Map.of("username", "admin", "password", "wrong"));
        assertThat(unknown.body()).isEqualTo(known.body());
    }

    @Test
    void tellsEveryProblemOfBodyAtOnce() {
        logIn();
        HttpResponse<String> response =
                admin.send("POST", "/api/v1/users", Map.of("username", "Not Valid", "role", "KING", "colour", "red"));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("problems").findValuesAsText("path"))
                .containsExactlyInAnyOrder("username", "role", "colour");
    }

    @Test
    void refusesBodyThatIsTooLargeOrNoJson() {
        logIn();
        assertThat(admin.send("POST", "/api/v1/users", List.of(1)).statusCode()).isEqualTo(400);
        assertThat(admin.send("POST", "/api/v1/users", Map.of("username", "a".repeat(300_000)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void letsEachRoleDoWhatTheContractSays() {
        logIn();
        try (ApiClient operator = token("OPERATOR");
                ApiClient auditor = token("AUDITOR")) {
            assertThat(operator.get("/api/v1/calls").statusCode()).isEqualTo(200);
            assertThat(operator.get("/api/v1/users").statusCode()).isEqualTo(403);
            assertThat(auditor.get("/api/v1/users").statusCode()).isEqualTo(200);
            assertThat(auditor.send("DELETE", "/api/v1/calls/" + "0".repeat(32)).statusCode())
                    .isEqualTo(403);
            assertThat(operator.send("DELETE", "/api/v1/calls/" + "0".repeat(32))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void keepsOnlyHashOfTokenAndForgetsDeletedOne() {
        logIn();
        try (ApiClient operator = token("OPERATOR")) {
            JsonNode tokens = json(admin.get("/api/v1/tokens")).get("items");
            assertThat(tokens).hasSize(1);
            assertThat(admin.send(
                                    "DELETE",
                                    "/api/v1/tokens/" + tokens.get(0).get("id").textValue())
                            .statusCode())
                    .isEqualTo(204);
            assertThat(operator.get("/api/v1/calls").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void changesUserOnlyFromTheVersionRead() {
        logIn();
        admin.send("POST", "/api/v1/users", Map.of("username", "bob", "role", "OPERATOR"));
        HttpResponse<String> read = admin.get("/api/v1/users/bob");
        String etag = read.headers().firstValue("ETag").orElseThrow();
        Map<String, String> patch = Map.of("fullName", "Bob");
        assertThat(admin.send("PATCH", "/api/v1/users/bob", patch).statusCode()).isEqualTo(428);
        assertThat(admin.send("PATCH", "/api/v1/users/bob", patch, Map.of("If-Match", etag))
                        .statusCode())
                .isEqualTo(200);
        assertThat(admin.send("PATCH", "/api/v1/users/bob", patch, Map.of("If-Match", etag))
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void disablingUserEndsSessionsAtOnce() {
        logIn();
        JsonNode created = json(admin.send("POST", "/api/v1/users", Map.of("username", "bob", "role", "OPERATOR")));
        try (ApiClient bob = running.client()) {
            bob.logInFirst("bob", created.get("password").textValue());
            String etag =
                    admin.get("/api/v1/users/bob").headers().firstValue("ETag").orElseThrow();
            admin.send("PATCH", "/api/v1/users/bob", Map.of("disabled", true), Map.of("If-Match", etag));
            assertThat(bob.get("/api/v1/calls").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void keepsTheLastAdministrator() {
        logIn();
        assertThat(problem(admin.send("DELETE", "/api/v1/users/admin"))).isEqualTo("last-administrator");
        String etag =
                admin.get("/api/v1/users/admin").headers().firstValue("ETag").orElseThrow();
        assertThat(admin.send("PATCH", "/api/v1/users/admin", Map.of("role", "AUDITOR"), Map.of("If-Match", etag))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void auditsWritesAndFailedLogInsWithoutSecrets() {
        admin.send("POST", "/api/v1/session", Map.of("username", "mallory", "password", "hunter2hunter2"));
        logIn();
        admin.send("POST", "/api/v1/users", Map.of("username", "bob", "role", "OPERATOR"));
        assertThat(running.audit.flush(SOON)).isTrue();
        HttpResponse<String> response = admin.get("/api/v1/audit");
        assertThat(json(response).get("items").findValuesAsText("action"))
                .containsExactly("users.create", "session.change-password", "session.log-in", "session.log-in");
        JsonNode failed =
                json(admin.get("/api/v1/audit?outcome=REFUSED")).get("items").get(0);
        assertThat(failed.get("actor").textValue()).isEqualTo("mallory");
        assertThat(failed.get("source").textValue()).isEqualTo("127.0.0.1");
        assertThat(response.body()).doesNotContain("hunter2", running.initialPassword(), ApiClient.PASSWORD);
    }

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
    void answersReadsOfEveryResourceByTheContract() {
        logIn();
        running.director.alarms.raise("x", Alarm.Severity.WARNING, "x", "x");
        await(() -> json(admin.get("/api/v1/alarms")).get("items").size() == 1);
        for (String path : List.of(
                "/overview",
                "/status",
                "/alarms/history",
                "/operations",
                "/users",
                "/tokens",
                "/session",
                "/openapi.yaml",
                "/audit?from=2026-01-01T00:00:00Z&actor=admin")) {
            assertThat(admin.get("/api/v1" + path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(admin.get("/api/v1/history?from=yesterday").statusCode()).isEqualTo(422);
    }

    @Test
    void commitsCandidateOnTrialAndRollsItBack() {
        logIn();
        HttpResponse<String> read = admin.get("/api/v1/settings/candidate");
        assertThat(json(read).get("changed").booleanValue()).isFalse();
        Map<String, Object> patch = Map.of("capacity", Map.of("max-calls", 77));
        HttpResponse<String> edited = admin.send("PATCH", "/api/v1/settings/candidate", patch, ifMatch(read));
        assertThat(json(edited).at("/document/capacity/max-calls").intValue()).isEqualTo(77);
        assertThat(admin.send("PATCH", "/api/v1/settings/candidate", patch, ifMatch(read))
                        .statusCode())
                .isEqualTo(412);
        assertThat(json(admin.get("/api/v1/settings/candidate/diff")).findValuesAsText("path"))
                .containsExactly("capacity.max-calls");
        Map<String, Object> trial = Map.of("comment", "fewer", "confirmWithinSeconds", 600);
        HttpResponse<String> committed = admin.send("POST", "/api/v1/settings/commit", trial, ifMatch(edited));
        assertThat(json(committed).get("state").textValue()).isEqualTo("TRIAL");
        assertThat(json(admin.get("/api/v1/settings"))
                        .at("/document/capacity/max-calls")
                        .intValue())
                .isEqualTo(77);
        assertThat(admin.send("POST", "/api/v1/settings/rollback").statusCode()).isEqualTo(200);
        assertThat(json(admin.get("/api/v1/settings/revisions")).findValuesAsText("state"))
                .containsExactly("IN_FORCE", "ROLLED_BACK");
        assertThat(admin.send("POST", "/api/v1/settings/confirm").statusCode()).isEqualTo(409);
        assertThat(admin.send("POST", "/api/v1/settings/revisions/1/restore", Map.of("comment", "again"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(json(admin.get("/api/v1/settings/revisions/3/diff")).findValuesAsText("path"))
                .containsExactly("capacity.max-calls");
        assertThat(admin.get("/api/v1/settings/revisions/3").statusCode()).isEqualTo(200);
        assertThat(admin.get("/api/v1/settings/revisions/99").statusCode()).isEqualTo(404);
    }

    @Test
    void keepsFaultyCandidateButRefusesItsCommit() {
        logIn();
        HttpResponse<String> edited = admin.send(
                "PATCH",
                "/api/v1/settings/candidate",
                Map.of("capacity", Map.of("max-calls", -1, "colour", "red")),
                ifMatch(admin.get("/api/v1/settings/candidate")));
        assertThat(json(edited).get("problems")).hasSize(2);
        assertThat(json(admin.send("POST", "/api/v1/settings/candidate/validate"))
                        .get("valid")
                        .booleanValue())
                .isFalse();
        HttpResponse<String> refused =
                admin.send("POST", "/api/v1/settings/commit", Map.of("comment", "x"), ifMatch(edited));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(admin.send("DELETE", "/api/v1/settings/candidate").statusCode())
                .isEqualTo(204);
        assertThat(json(admin.get("/api/v1/settings/candidate")).get("problems"))
                .isEmpty();
        assertThat(json(admin.get("/api/v1/settings/catalogue")).findValuesAsText("path"))
                .contains("capacity.max-calls");
    }

    private static Map<String, String> ifMatch(HttpResponse<String> response) {
        return Map.of("If-Match", response.headers().firstValue("ETag").orElseThrow());
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

    @Test
    void namesTheMethodsOfAnAddress() {
        HttpResponse<String> response = admin.send("PUT", "/api/v1/openapi.yaml", Map.of());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void sendsStrictSecurityHeaders() {
        HttpResponse<String> response = admin.get("/");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void givesNoFileOutsideTheConsole() {
        for (String path : List.of(
                "/..%2fopenapi.yaml", "/%2e%2e/openapi.yaml", "/assets/..%2f..%2fdb/management.sql", "/a%00.html")) {
            assertThat(admin.get(path).body()).as(path).doesNotContain("openapi: 3.1", "create table");
        }
        assertThat(admin.get("/api/v1/nothing").statusCode()).isEqualTo(404);
    }
}
