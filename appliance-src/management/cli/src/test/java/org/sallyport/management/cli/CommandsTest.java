package org.sallyport.management.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.management.cli.ScriptedSystem.Outcome;

/** What all commands have in common, and those of settings, users and audit. */
final class CommandsTest {
    private static final String LONG = "Known keys here: " + "listeners, call-server, ".repeat(10);

    @TempDir
    Path folder;

    private ScriptedSystem system;

    @BeforeEach
    void start() throws IOException {
        system = new ScriptedSystem();
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void showsASettingAloneWithoutItsName() {
        system.answering("GET /settings", 200, "{\"document\": {\"sip\": {\"ring-timeout\": \"3m\"}}}");
        assertThat(system.run("settings", "show", "sip.ring-timeout").out()).isEqualTo("3m\n");
        assertThat(system.run("settings", "show", "sip").out()).isEqualTo("ring-timeout = 3m\n");
        assertThat(system.run("settings", "show", "sip.nothing").status()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void takesRolesInLowerCaseAndRefusesOthersBeforeAsking() {
        system.answering("POST /users", 201, "{}").answering("POST /tokens", 201, "{}");
        assertThat(system.run("users", "create", "olga", "--role", "operator").status())
                .isZero();
        assertThat(system.run("tokens", "create", "robot", "--role", "Auditor").status())
                .isZero();
        assertThat(system.changes()).allSatisfy(request -> assertThat(request).containsPattern("OPERATOR|AUDITOR"));
        Outcome unknown = system.run("users", "create", "olga", "--role", "king");
        assertThat(unknown.status()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("ADMINISTRATOR, OPERATOR, AUDITOR");
        assertThat(system.changes()).hasSize(2);
    }

    @Test
    void cutsNoRemedyShort() {
        system.answering(
                "POST /settings/candidate/validate",
                200,
                "{\"problems\": [{\"path\": \"sip.x\", \"value\": \"1\", \"detail\": \"Unknown.\", \"remedy\": \"%s\"}]}"
                        .formatted(LONG));
        Outcome outcome = system.run("settings", "validate");
        assertThat(outcome.status()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(outcome.out()).contains(LONG.strip());
    }

    @Test
    void listsWhoDidWhatAndLetsNobodyDriveTheTerminal() {
        system.answering("GET /audit", 200, """
                {"items": [{"at": "2026-03-01T10:00:00Z", "actor": "admin", "source": "192.0.2.9", "action": "users.create",
                 "subject": "olga\\u001b[2J", "outcome": "DONE", "before": null, "after": "OPERATOR"}], "nextPageToken": null}
                """);
        Outcome outcome = system.run("audit", "--action", "users");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).containsPattern("admin +192.0.2.9 +users.create +olga.\\[2J +DONE +OPERATOR\n");
    }

    @Test
    void listsRegistrationsAndEndsOne() {
        system.answering("GET /registrations", 200, """
                        {"items": [{"id": "0a", "state": "ACTIVE", "alias": "sip:alice@example.net", "remoteAddress":
                         "192.0.2.9:5060", "transport": "TLS", "since": "2026-03-01T10:00:00Z", "expiresAt":
                         "2026-03-01T10:01:00Z", "userAgent": null}], "nextPageToken": null}
                        """).answering("DELETE /registrations/0a", 204, "");
        Outcome listed = system.run("registrations", "list", "--state", "active");
        assertThat(listed.status()).isZero();
        assertThat(listed.out()).containsPattern("0a +ACTIVE +sip:alice@example.net +192.0.2.9:5060 +TLS +.* -\n");
        assertThat(system.run("registrations", "end", "0a").status()).isZero();
        assertThat(system.changes()).singleElement().asString().contains("DELETE /registrations/0a");
    }

    @Test
    void printsTheSelfTestOfTurnAndExitsAccordingly() {
        String result = """
                {"results": [{"listener": "udp", "transport": "UDP", "target": "203.0.113.1:3478", "advertised": true,
                 "steps": [{"name": "STUN", "outcome": "%s", "seen": "Seen.", "remedy": %s}]}]}
                """;
        system.answering("POST /turn/self-test", 200, result.formatted("FAILED", "\"Do this.\""))
                .answering("POST /turn/self-test", 200, result.formatted("PASSED", "null"));
        Outcome failed = system.run("turn", "self-test");
        assertThat(failed.status()).isEqualTo(ExitCode.FAILURE);
        assertThat(failed.out())
                .containsPattern("udp: UDP 203.0.113.1:3478.*outside[^x]*STUN +FAILED +Seen.\\s+Do this.");
        assertThat(system.run("turn", "self-test", "-o", "json").status()).isZero();
    }

    @Test
    void listsTurnAllocationsAndEndsOne() {
        system.answering("GET /turn/allocations", 200, """
                        {"items": [{"id": "0a", "user": "alice", "client": "192.0.2.9:40000", "transport": "UDP",
                         "relayed": ["198.51.100.1:50002"], "since": "2026-03-01T10:00:00Z", "expiresAt":
                         "2026-03-01T10:10:00Z", "permissions": 1, "channels": 2, "octetsFromClient": 3,
                         "octetsFromPeers": 4}], "nextPageToken": null}
                        """).answering("DELETE /turn/allocations/0a", 204, "");
        Outcome listed = system.run("turn", "allocations", "--text", "alice");
        assertThat(listed.status()).isZero();
        assertThat(listed.out()).containsPattern("0a +alice +192.0.2.9:40000 +UDP +.*198.51.100.1:50002.* +1 +2 +3 +4");
        assertThat(system.run("turn", "end", "0a").status()).isZero();
        assertThat(system.changes()).singleElement().asString().contains("DELETE /turn/allocations/0a");
    }

    @Test
    void saysWhatIsWrongByItsExitStatus() throws IOException {
        system.answering("GET /status", 401, "{\"detail\": \"Log in.\"}")
                .answering("POST /settings/confirm", 409, "{\"detail\": \"No revision is on trial.\"}")
                .answering("GET /alarms", 503, "{\"detail\": \"No database.\"}");
        assertThat(system.run("status").status()).isEqualTo(ExitCode.NOT_AUTHORISED);
        Outcome conflict = system.run("settings", "confirm");
        assertThat(conflict.status()).isEqualTo(ExitCode.CONFLICT);
        assertThat(conflict.err()).isEqualTo("sallyport: No revision is on trial.\n");
        assertThat(system.run("alarms").status()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(system.run("nonsense").status()).isEqualTo(ExitCode.USAGE);
        Path token = Files.writeString(folder.resolve("token"), "sallyport_x\n");
        assertThat(system.run("alarms", "--token-file", token + ".not").status())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void completesItsWords() {
        assertThat(system.run("generate-completion").out()).contains("sallyport", "settings", "hangup", "yaml");
    }
}
