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

final class UpgradeCommandsTest {
    private static final String UPGRADE = """
        {"version": "1.0.0", "base": "centos-10", "processor": "x86-64-v3", "slot": "a",
         "before": [{"version": "0.9.0", "until": "2026-03-01T10:00:00Z", "kind": "SYSTEM"}], "attempt": %s, "packages": [],
         "checks": [{"about": "calls", "weight": "ADVICE", "text": "2 are in progress.", "remedy": "Wait."},
                    {"about": "space", "weight": "OBSTACLE", "text": "Free on the data partition: 192 MiB, needed 272 MiB. The other slot: 8.0 GiB.",
                     "remedy": "Shorten the retention of the call history."}]}\
        """;

    private ScriptedSystem system;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        system = new ScriptedSystem();
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void showsWhatRunsAndWhatIsInTheWay() {
        system.answering("GET /upgrade", 200, UPGRADE.formatted("null"));
        Outcome shown = system.run("upgrade", "status");
        assertThat(shown.status()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains("1.0.0 on centos-10, x86-64-v3, slot a", "0.9.0, until")
                .containsPattern("calls +ADVICE +2 are in progress")
                .as("nothing of it is cut off")
                .containsPattern(
                        "space +OBSTACLE +Free .* needed 272 MiB. The other slot: 8.0 GiB. Shorten .* history[.]\n");
    }

    @Test
    void showsWhatAnUpgradeWaitsFor() {
        system.answering("GET /upgrade", 200, waiting("\"2026-03-02T08:00:00Z\"", "null"))
                .answering("GET /upgrade", 200, waiting("null", "\"The other node changes over.\""))
                .answering("GET /upgrade", 200, waiting("null", "null"));
        assertThat(system.run("upgrade", "status").out()).contains("since 2026-03-02T08:00:00Z, 2 left");
        assertThat(system.run("upgrade", "status").out()).contains("for the other node: The other node changes over.");
        assertThat(system.run("upgrade", "status").out()).doesNotContain("Waiting");
    }

    private static String waiting(String since, String objection) {
        String plan = "\"plan\": {\"waitingSince\": %s, \"calls\": 2, \"objection\": %s}, ".formatted(since, objection);
        return "{" + plan + UPGRADE.formatted(attempt("WRITTEN")).substring(1);
    }

    @Test
    void installsFileInPiecesAndFollowsItToItsEnd() throws IOException {
        Path file = Files.write(folder.resolve("next.upg"), new byte[(8 << 20) + 3]);
        system.answering("POST /upgrade/packages", 201, "{\"id\": \"p1\", \"received\": 0}")
                .answering("PATCH /upgrade/packages/p1", 200, "{\"received\": 8388608}")
                .answering("PATCH /upgrade/packages/p1", 200, "{\"received\": 8388611}")
                .answering("GET /upgrade/packages/p1", 200, "{\"state\": \"RECEIVING\"}")
                .answering(
                        "GET /upgrade/packages/p1",
                        200,
                        "{\"state\": \"PROVEN\", \"contents\": {\"version\": \"1.1.0\", \"signer\": {\"name\":"
                                + " \"us\"}}}")
                .answering("POST /upgrade/start", 202, attempt("WRITING"))
                .answering("GET /upgrade", 200, UPGRADE.formatted(attempt("WRITING")))
                .answering("GET /upgrade", 503, "{\"detail\": \"It starts.\"}")
                .answering("GET /upgrade", 200, UPGRADE.formatted(attempt("SUCCEEDED")));
        Outcome installed = system.run("upgrade", "install", "--change-over", "at-once", file.toString());
        assertThat(installed.status()).as(installed.err()).isZero();
        assertThat(installed.out())
                .contains("signed by us", "5 of 10 bytes")
                .containsPattern("SUCCEEDED +1.0.0 to 1.1.0");
        assertThat(system.changes())
                .hasSize(4)
                .last()
                .satisfies(start -> assertThat(start).contains("\"package\":\"p1\"", "AT_ONCE"));
    }

    @Test
    void saysWhyPackageIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("next.upg"), new byte[5]);
        system.answering("POST /upgrade/packages", 201, "{\"id\": \"p1\"}")
                .answering("PATCH /upgrade/packages/p1", 200, "{\"received\": 5}")
                .answering(
                        "GET /upgrade/packages/p1",
                        200,
                        "{\"state\": \"REFUSED\", \"problems\": [{\"detail\": \"It is damaged.\", \"remedy\": \"Get it"
                                + " anew.\"}]}");
        Outcome refused = system.run("upgrade", "install", file.toString());
        assertThat(refused.status()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(refused.err()).contains("It is damaged. Get it anew.");
    }

    @Test
    void failsWhenTheMachineReturned() {
        system.answering("POST /upgrade/roll-back", 202, attempt("WRITTEN"))
                .answering("GET /upgrade", 200, UPGRADE.formatted(attempt("RETURNED")));
        Outcome back = system.run("upgrade", "roll-back", "--patience", "5");
        assertThat(back.status()).isEqualTo(ExitCode.FAILURE);
        assertThat(system.changes())
                .singleElement()
                .satisfies(asked -> assertThat(asked).contains("\"patienceSeconds\":5", "WITHOUT_CALLS"));
    }

    @Test
    void returnsFromARollBackByHandOnceItCouldChangeOver() {
        system.answering("POST /upgrade/roll-back", 202, attempt("WRITTEN"))
                .answering("GET /upgrade", 200, UPGRADE.formatted(attempt("WRITTEN")));
        Outcome back = system.run("upgrade", "roll-back", "--change-over", "by-hand", "0.9.0");
        assertThat(back.status()).as(back.err()).isZero();
        assertThat(back.out()).contains("WRITTEN");
        assertThat(system.changes())
                .singleElement()
                .satisfies(asked -> assertThat(asked).contains("\"version\":\"0.9.0\"", "BY_HAND"));
    }

    @Test
    void isToldByEventsAndAsksWhenNobodyTells() {
        system.answering("GET /upgrade", 200, UPGRADE.formatted(attempt("WRITING")))
                .answering("GET /upgrade", 200, UPGRADE.formatted(attempt("WRITING")))
                .answering(
                        "GET /events",
                        200,
                        "id: 1\nevent: upgrade\ndata: " + oneLine(attempt("WRITTEN"))
                                + "\n\n: still here\n\nid: 2\nevent: upgrade\ndata: "
                                + oneLine(attempt("CHANGING_OVER"))
                                + "\n\n")
                .answering("GET /upgrade", 200, UPGRADE.formatted(attempt("SUCCEEDED")));
        Outcome watched = system.run("upgrade", "watch");
        assertThat(watched.status()).as(watched.err()).isZero();
        assertThat(watched.out().lines().map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactly("WRITING", "WRITTEN", "CHANGING_OVER", "SUCCEEDED");
    }

    private static String oneLine(String attempt) {
        return UPGRADE.formatted(attempt).replace("\n", " ");
    }

    @Test
    void takesWhatIsOnAMedium() {
        system.answering(
                        "GET /upgrade/media",
                        200,
                        "{\"items\": [{\"medium\": \"/dev/sdb1\", \"label\": \"STICK\", \"name\": \"a.upg\", \"size\":"
                                + " 7}]}")
                .answering("POST /upgrade/packages/take", 202, "{\"id\": \"o1\"}");
        Outcome listed = system.run("upgrade", "media");
        assertThat(listed.out()).containsPattern("/dev/sdb1 +STICK +a.upg +7");
        assertThat(system.run("upgrade", "take", "/dev/sdb1", "a.upg").status()).isZero();
        assertThat(system.changes())
                .singleElement()
                .satisfies(asked -> assertThat(asked).contains("\"medium\":\"/dev/sdb1\"", "\"name\":\"a.upg\""));
    }

    private static String attempt(String state) {
        return """
            {"id": "7", "state": "%s", "from": "1.0.0", "to": "1.1.0", "step": "Step", "done": 5, "total": 10, "detail": ""}\
            """.formatted(state).strip();
    }
}
