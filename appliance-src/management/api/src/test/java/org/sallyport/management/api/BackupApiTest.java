package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.PASSWORD;
import static org.sallyport.management.api.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.json.Json;
import org.sallyport.core.backup.BackupFile;
import org.sallyport.core.backup.BackupPassphrase;
import org.sallyport.core.settings.model.BackupPlan;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.testing.postgres.EmbeddedPostgres;

/** Backups of one system restored onto another: other database, other key of secrets, other network adapters. */
final class BackupApiTest extends ApiTest {
    private static final String PASSPHRASE = "four words in a row";
    private static final String KEY_FILE = "Schlüssel von heute.pem";

    @TempDir
    Path elsewhere;

    private RunningApi target;
    private ApiClient there;

    @BeforeEach
    void begin() throws IOException {
        target = new RunningApi(elsewhere, EmbeddedPostgres.shared().createDatabase(), THRESHOLD);
        there = target.client();
        there.logInFirst("admin", target.initialPassword());
        logIn();
    }

    @AfterEach
    void end() {
        there.close();
        target.close();
    }

    private void commit(ApiClient client, Object patch) {
        HttpResponse<String> candidate = client.get("/api/v1/settings/candidate");
        HttpResponse<String> patched = client.send("PATCH", "/api/v1/settings/candidate", patch, ifMatch(candidate));
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        HttpResponse<String> committed = client.send(
                "POST",
                "/api/v1/settings/commit",
                Map.of("comment", "set up", "confirmWithinSeconds", 600),
                ifMatch(patched));
        assertThat(committed.statusCode()).as(committed.body()).isEqualTo(201);
        assertThat(client.send("POST", "/api/v1/settings/confirm").statusCode()).isEqualTo(200);
    }

    private void setUp() throws IOException {
        commit(
                admin,
                Map.of(
                        "capacity",
                        Map.of("max-calls", 7),
                        "sip",
                        Map.of(
                                "call-server",
                                Map.of(
                                        "host",
                                        "10.0.0.20",
                                        "credentials",
                                        Map.of("username", "gate", "password", "quiet")))));
        assertThat(admin.send("POST", "/api/v1/users", Map.of("username", "berta", "role", "OPERATOR"))
                        .statusCode())
                .isEqualTo(201);
        Files.createDirectories(directory.resolve("sip-tls"));
        Files.writeString(directory.resolve("sip-tls").resolve(KEY_FILE), "a key");
        Files.createDirectories(directory.resolve("etc"));
        Files.writeString(directory.resolve("etc").resolve("upgrade-authorities.pem"), "an authority");
    }

    private String create(ApiClient client) {
        return create(client, Map.of("passphrase", PASSPHRASE));
    }

    private static String create(ApiClient client, Map<String, Object> wish) {
        HttpResponse<String> created = client.send("POST", "/api/v1/backups", wish);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return json(created).get("name").textValue();
    }

    private static String content(String name) {
        return "/api/v1/backups/" + name + "/content";
    }

    /** Takes a backup to the other system. */
    private String bring(String name) {
        byte[] octets = admin.octets(content(name));
        assertThat(there.sendBytes("PUT", content(name), octets, Map.of()).statusCode())
                .isEqualTo(201);
        return name;
    }

    private HttpResponse<String> preview(String name, Map<String, Object> wish) {
        return there.send("POST", "/api/v1/backups/" + name + "/preview", wish);
    }

    private HttpResponse<String> restore(String name, Map<String, Object> more) {
        Map<String, Object> wish = new HashMap<>(more);
        wish.put("passphrase", PASSPHRASE);
        wish.put("comment", "brought here");
        return there.send("POST", "/api/v1/backups/" + name + "/restore", wish);
    }

    private static JsonNode settings(ApiClient client) {
        return json(client.get("/api/v1/settings")).get("document");
    }

    @Test
    void comesBackElsewhereItemByItem() throws Exception {
        setUp();
        token("OPERATOR").close();
        String name = bring(create(admin));
        HttpResponse<String> restored = restore(name, Map.of());
        assertThat(restored.statusCode()).as(restored.body()).isEqualTo(200);

        assertThat(there.get("/api/v1/session").statusCode())
                .as("the administrator there is another one now")
                .isEqualTo(401);
        there = target.client();
        there.logIn("admin", PASSWORD);
        assertThat(settings(there)).isEqualTo(settings(admin));
        assertThat(rows(target, "console_user", "last_login_at"))
                .isEqualTo(rows(running, "console_user", "last_login_at"));
        assertThat(rows(target, "api_token", "last_used_at")).isEqualTo(rows(running, "api_token", "last_used_at"));
        assertThat(rows(target, "api_token", "last_used_at")).hasSize(1);
        assertThat(Files.readString(elsewhere.resolve("sip-tls").resolve(KEY_FILE)))
                .isEqualTo("a key");
        assertThat(elsewhere.resolve("etc").resolve("upgrade-authorities.pem")).hasContent("an authority");
        assertThat(stored(target)).contains("sealed:v1:").doesNotContain("quiet");
    }

    /** Every column of every row, but for one that tells of use. */
    private static List<String> rows(RunningApi system, String table, String use) {
        return system.database()
                .query(
                        "select (to_jsonb(t) - '" + use + "')::text as row from " + table + " t order by 1",
                        row -> row.text("row"));
    }

    private static String stored(RunningApi system) {
        return system.database()
                .first(
                        "select document::text as text from settings_revision order by number desc limit 1",
                        row -> row.text("text"))
                .orElseThrow();
    }

    @Test
    void takesLargeOneFromElsewhere() {
        byte[] octets = new byte[40 << 20];
        assertThat(admin.sendBytes("PUT", content("large.backup"), octets, Map.of())
                        .statusCode())
                .isEqualTo(201);
        assertThat(json(admin.get("/api/v1/backups")).at("/items/0/size").longValue())
                .isEqualTo(octets.length);
    }

    @Test
    void showsWhatItWouldChangeAndNoSecret() throws Exception {
        setUp();
        String name = bring(create(admin));
        HttpResponse<String> response = preview(name, Map.of("passphrase", PASSPHRASE));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode preview = json(response);
        assertThat(preview.get("settings").findValuesAsText("path"))
                .contains("capacity.max-calls", "sip.call-server.credentials.password");
        assertThat(preview.at("/users/added")).hasToString("[\"berta\"]");
        assertThat(preview.at("/users/changed")).hasToString("[\"admin\"]");
        assertThat(preview.at("/files/added"))
                .hasToString("[\"sip-tls/" + KEY_FILE + "\",\"etc/upgrade-authorities.pem\"]");
        assertThat(preview.get("leftOut")).isEmpty();
        assertThat(preview.get("problems")).isEmpty();
        assertThat(response.body()).doesNotContain("quiet", "argon2id", "a key");
        assertThat(json(there.get("/api/v1/users")).get("items"))
                .as("nothing changed")
                .hasSize(1);
    }

    @Test
    void changesNothingWhenItIsOfThisSystemAsItIs() throws Exception {
        setUp();
        String name = create(admin);
        JsonNode preview =
                json(admin.send("POST", "/api/v1/backups/" + name + "/preview", Map.of("passphrase", PASSPHRASE)));
        for (String part : List.of("/settings", "/users/added", "/users/changed", "/users/removed", "/files/changed")) {
            assertThat(preview.at(part)).as(part).isEmpty();
        }
        JsonNode restored = json(admin.send(
                "POST",
                "/api/v1/backups/" + name + "/restore",
                Map.of("passphrase", PASSPHRASE, "comment", "for nothing")));
        assertThat(restored.get("revision").isNull()).isTrue();
        assertThat(admin.get("/api/v1/session").statusCode())
                .as("still logged in")
                .isEqualTo(200);
    }

    @Test
    void leavesAllAsItWasWhenAFileCannotBeWritten() throws Exception {
        setUp();
        String name = bring(create(admin));
        JsonNode before = settings(there);
        // A directory with something in it stands where the file must go.
        Files.createDirectories(elsewhere.resolve("sip-tls").resolve(KEY_FILE).resolve("inside"));
        assertThat(restore(name, Map.of()).statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(settings(there)).isEqualTo(before);
        assertThat(json(there.get("/api/v1/settings/revisions")).get("items")).isEmpty();
        assertThat(json(there.get("/api/v1/users")).get("items")).hasSize(1);
    }

    @Test
    void givesInterfacesTheAdaptersOfThisMachine() throws Exception {
        commit(
                admin,
                Map.of(
                        "network",
                        Map.of(
                                "interfaces",
                                List.of(
                                        Map.of("name", "eth0", "roles", List.of("external"), "ipv4", "192.0.2.10/24"),
                                        Map.of(
                                                "name", "eth1",
                                                "roles", List.of("internal", "management"),
                                                "ipv4", "10.0.0.10/24")))));
        String name = bring(create(admin));
        target.nics.order.clear();
        target.nics.order.addAll(List.of("52:54:00:00:00:aa", "52:54:00:00:00:bb", "52:54:00:00:00:01"));
        JsonNode preview = json(preview(name, Map.of("passphrase", PASSPHRASE)));
        assertThat(preview.at("/adapters/names"))
                .as("eth0 of the backup is eth2 here, by its hardware address")
                .hasToString("{\"eth0\":\"eth2\",\"eth1\":\"eth1\"}");
        assertThat(preview.get("needsConfirmation").booleanValue()).isTrue();

        assertThat(problem(restore(name, Map.of()))).as("must be on trial").isEqualTo("invalid-input");
        Map<String, Object> wish =
                Map.of("adapters", Map.of("eth0", "eth1", "eth1", "eth0"), "confirmWithinSeconds", 600);
        HttpResponse<String> restored = restore(name, wish);
        assertThat(restored.statusCode()).as(restored.body()).isEqualTo(200);
        assertThat(json(restored).get("confirmBy").isTextual()).isTrue();
        there = target.client();
        there.logIn("admin", PASSWORD);
        assertThat(settings(there).at("/network/interfaces").findValuesAsText("name"))
                .containsExactly("eth1", "eth0");
        assertThat(there.send("POST", "/api/v1/settings/rollback").statusCode()).isEqualTo(200);
        assertThat(settings(there).at("/network/interfaces")).isEmpty();
    }

    @Test
    void saysWhichAdaptersCannotBe() throws Exception {
        commit(
                admin,
                Map.of(
                        "network",
                        Map.of(
                                "interfaces",
                                List.of(Map.of("name", "eth0", "roles", List.of("all"), "ipv4", "192.0.2.10/24")))));
        String name = bring(create(admin));
        Map<String, Object> wish = Map.of("passphrase", PASSPHRASE, "adapters", Map.of("eth0", "eth7", "eth9", "eth1"));
        assertThat(json(preview(name, wish)).get("problems").findValuesAsText("path"))
                .contains("adapters.eth0", "adapters.eth9");
        assertThat(json(restore(name, Map.of("adapters", Map.of("eth0", "eth7"), "confirmWithinSeconds", 60)))
                        .get("problems")
                        .findValuesAsText("path"))
                .contains("adapters.eth0");
    }

    @Test
    void refusesAWrongPassphraseAndADamagedFile() throws Exception {
        String name = create(admin);
        byte[] octets = admin.octets(content(name));
        octets[octets.length / 2] ^= 1;
        there.sendBytes("PUT", content("damaged.backup"), octets, Map.of());
        there.sendBytes("PUT", content("other.backup"), new byte[] {'P', 'K'}, Map.of());
        bring(name);
        assertThat(preview(name, Map.of("passphrase", "not that one")).body())
                .contains("The passphrase is not the one that it was made with.");
        assertThat(preview("damaged.backup", Map.of("passphrase", PASSPHRASE)).body())
                .contains("it is damaged");
        assertThat(preview("other.backup", Map.of("passphrase", PASSPHRASE)).body())
                .contains("It is no backup");
        assertThat(preview("none.backup", Map.of("passphrase", PASSPHRASE)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesSettingsOfANewerFormAndSaysWhichVersionIsNeeded() throws Exception {
        Path file = directory.resolve("newer.backup");
        try (OutputStream out = Files.newOutputStream(file)) {
            BackupFile.write(
                    out,
                    new BackupPassphrase(PASSPHRASE),
                    new BackupFile.Source("9.4.0", 99, "gate"),
                    Instant.parse("2026-03-01T10:00:00Z"),
                    List.of());
        }
        there.sendBytes("PUT", content("newer.backup"), Files.readAllBytes(file), Map.of());
        assertThat(restore("newer.backup", Map.of()).statusCode()).isEqualTo(422);
        assertThat(restore("newer.backup", Map.of()).body()).contains("Install version 9.4.0 or a later one first.");
    }

    @Test
    void addsTheCallsOfTheHistory() {
        for (int i = 0; i < 1200; i++) {
            running.database().update("""
                            insert into call_record
                                (id, started_at, ended_at, protocol, direction, outcome, parties, call, ladder)
                            values (?, now(), now(), 'SIP', 'INBOUND', 'COMPLETED', ?, '{}', '[]')
                            """, "call-" + i, "two\nlines");
        }
        String name = bring(create(admin, Map.of("passphrase", PASSPHRASE, "withCalls", true)));
        target.database().update("""
                insert into call_record
                    (id, started_at, ended_at, protocol, direction, outcome, parties, call, ladder)
                values ('call-7', now(), now(), 'SIP', 'INBOUND', 'COMPLETED', 'of here', '{}', '[]')
                """);
        assertThat(json(preview(name, Map.of("passphrase", PASSPHRASE)))
                        .get("withCalls")
                        .booleanValue())
                .isTrue();
        assertThat(json(restore(name, Map.of())).get("calls").asInt()).isEqualTo(1199);
        List<String> calls = rows(target, "call_record", "started_at");
        assertThat(calls).hasSize(1200);
        assertThat(calls.stream().filter(call -> call.contains("of here"))).hasSize(1);
        assertThat(calls.stream().filter(call -> call.contains("two\\nlines"))).hasSize(1199);
    }

    @Test
    void keepsBackupsUntilTheyAreDeleted() {
        String name = create(admin);
        assertThat(json(admin.get("/api/v1/backups")).get("items").findValuesAsText("name"))
                .containsExactly(name);
        byte[] octets = admin.octets(content(name));
        assertThat(problem(admin.sendBytes("PUT", content(name), octets, Map.of())))
                .isEqualTo("name-taken");
        assertThat(admin.sendBytes("PUT", content("no%20name"), octets, Map.of())
                        .statusCode())
                .isEqualTo(422);
        assertThat(admin.send("DELETE", "/api/v1/backups/" + name).statusCode()).isEqualTo(204);
        assertThat(json(admin.get("/api/v1/backups")).get("items")).isEmpty();
    }

    @Test
    void tellsTheAuditWhatCameAndWentAndNoSecret() throws Exception {
        setUp();
        String name = bring(create(admin));
        restore(name, Map.of());
        there = target.client();
        there.logIn("admin", PASSWORD);
        await(() -> there.get("/api/v1/audit?action=backups.restore").body().contains("capacity.max-calls"));
        String audit = there.get("/api/v1/audit?action=backups").body();
        assertThat(audit).contains("berta", "sip-tls/" + KEY_FILE).doesNotContain("quiet", PASSPHRASE, "argon2id");
    }

    @Test
    void makesBackupsByThePlan() {
        assertThat(json(admin.get("/api/v1/backup-plan")).get("plan").isNull()).isTrue();
        assertThat(problem(admin.send("POST", "/api/v1/backup-plan/run"))).isEqualTo("no-plan");
        running.backupPlan = Optional.of(new BackupPlan(
                Duration.ofDays(1),
                Optional.of(LocalTime.of(2, 30)),
                new Secret(PASSPHRASE),
                false,
                14,
                Optional.empty()));
        assertThat(admin.get("/api/v1/backup-plan").body())
                .contains("\"02:30\"")
                .doesNotContain(PASSPHRASE);
        HttpResponse<String> started = admin.send("POST", "/api/v1/backup-plan/run");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        await(() -> !json(admin.get("/api/v1/backup-plan")).get("made").isNull());
        String name = json(admin.get("/api/v1/backup-plan")).at("/made/name").textValue();
        assertThat(name).startsWith("auto-");
        bring(name);
        assertThat(preview(name, Map.of("passphrase", PASSPHRASE)).statusCode()).isEqualTo(200);
    }

    @Test
    void asksForAPassphraseThatIsHardToGuess() {
        HttpResponse<String> refused = admin.send("POST", "/api/v1/backups", Map.of("passphrase", "short"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Json.write(json(refused).get("problems")))
                .contains("passphrase")
                .doesNotContain("\"short\"");
    }
}
