package org.sallyport.management.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.management.cli.ScriptedSystem.Outcome;

final class NetworkCommandsTest {
    private static final String NETWORK = """
            {"following": "%s", "detail": null, "settingsRevision": %d, "trial": %s, "notes": ["eth1 did not come up"],
             "machine": {"hostname": "gate", "timeSynchronised": true, "interfaces": [{"name": "eth0", "roles": ["all"],
             "up": true, "addresses": ["192.0.2.10/24"], "macAddress": "52:54:00:00:00:01", "mtu": 1500}]}}""";
    private static final String TRIAL = "{\"revision\": 5, \"confirmBy\": \"2026-03-01T10:00:00Z\"}";

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
    void showsTheMachineAndItsTrial() {
        system.answering("GET /network", 200, NETWORK.formatted("TRIAL", 5, TRIAL));
        Outcome shown = system.run("network", "show");
        assertThat(shown.status()).isZero();
        assertThat(shown.out())
                .contains("revision 5, on trial", "2026-03-01T10:00:00Z", "sallyport network confirm")
                .contains("eth1 did not come up")
                .containsPattern("eth0 +.*192.0.2.10/24");
    }

    @Test
    void printsForPrograms() {
        system.answering("GET /network", 200, NETWORK.formatted("IN_STEP", 4, "null"));
        assertThat(system.run("network", "show", "-o", "yaml").out()).contains("following: \"IN_STEP\"");
        assertThat(system.run("network", "show", "-o", "json").out()).contains("\"settingsRevision\" : 4");
    }

    @Test
    void appliesAndWaitsUntilTheMachineHasTakenItOver() {
        system.answering("GET /settings/candidate", 200, "{\"document\": {}}")
                .answering("POST /settings/commit", 201, "{\"number\": 5}")
                .answering("GET /network", 200, NETWORK.formatted("IN_STEP", 4, "null"))
                .answering("GET /network", 200, NETWORK.formatted("APPLYING", 5, TRIAL))
                .answering("GET /network", 200, NETWORK.formatted("TRIAL", 5, TRIAL));
        Outcome applied = system.run("network", "apply", "-m", "move", "--confirm-within", "60");
        assertThat(applied.status()).isZero();
        assertThat(applied.out()).contains("on trial");
        assertThat(system.changes())
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("POST /settings/commit")
                        .contains("\"confirmWithinSeconds\":60", "\"comment\":\"move\""));
    }

    @Test
    void failsWhenTheMachineTookItBack() {
        system.answering("GET /settings/candidate", 200, "{\"document\": {}}")
                .answering("POST /settings/commit", 201, "{\"number\": 5}")
                .answering("GET /network", 200, NETWORK.formatted("IN_STEP", 6, "null"));
        assertThat(system.run("network", "apply", "-m", "move").status()).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void setsAndTellsEveryProblem() {
        system.answering("GET /settings/candidate", 200, "{\"document\": {\"network\": {\"interfaces\": []}}}")
                .answering(
                        "PATCH /settings/candidate",
                        200,
                        "{\"problems\": [{\"path\": \"network.interfaces[0].ipv4\", \"value\": \"x\","
                                + " \"detail\": \"It is no address.\", \"remedy\": \"Give one.\"}]}");
        Outcome set = system.run("network", "set", "eth0.ipv4=x");
        assertThat(set.status()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(set.out()).contains("network.interfaces[0].ipv4", "It is no address.", "Give one.");
        assertThat(system.changes())
                .containsExactly("PATCH /settings/candidate"
                        + " {\"network\":{\"interfaces\":[{\"name\":\"eth0\",\"ipv4\":\"x\"}]}}");
    }

    @Test
    void checksWithoutApplying() {
        system.answering(
                "POST /network/check",
                200,
                "{\"problems\": [], \"files\": [\"/etc/hostname\"], \"confirmationNeeded\": true}");
        Outcome check = system.run("network", "check");
        assertThat(check.status()).isZero();
        assertThat(check.out()).contains("Would change /etc/hostname", "on trial");
    }

    @Test
    void confirmsAndUndoes() {
        system.answering("POST /settings/confirm", 200, "{\"number\": 5}")
                .answering("POST /settings/rollback", 409, "{\"detail\": \"No revision is on trial.\"}");
        assertThat(system.run("network", "confirm").status()).isZero();
        Outcome undone = system.run("network", "undo");
        assertThat(undone.status()).isEqualTo(ExitCode.CONFLICT);
        assertThat(undone.err()).contains("No revision is on trial.");
    }

    @Test
    void switchesThePowerOnlyWhenAgreed() {
        system.answering("POST /power/reboot", 202, "");
        assertThat(system.run("power", "reboot", "-m", "new kernel").status()).isEqualTo(ExitCode.USAGE);
        assertThat(system.changes()).isEmpty();
        assertThat(system.run("power", "reboot", "-m", "new kernel", "--yes").status())
                .isZero();
        assertThat(system.changes()).containsExactly("POST /power/reboot {\"reason\":\"new kernel\"}");
    }
}
