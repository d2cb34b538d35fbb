package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.settings.model.BackupPlan;
import org.sallyport.core.settings.model.Secret;

/** Packages as they come in, and an upgrade from the first byte to the other version, with a scripted machine. */
final class UpgradeApiTest extends UpgradeTest {
    @Test
    void takesPackageInPiecesAndProvesIt() throws IOException {
        logIn();
        byte[] bytes = packageFor("debian-12");
        String place = announce(bytes.length);
        HttpResponse<String> half = piece(place, 0, Arrays.copyOf(bytes, 100_000));
        assertThat(half.statusCode()).isEqualTo(200);
        assertThat(half.headers().firstValue("Upload-Offset")).hasValue("100000");
        await(() -> json(admin.get(place)).at("/contents/version").asText().equals("1.1.0"));
        JsonNode early = json(admin.get(place));
        assertThat(early.get("state").textValue()).isEqualTo("RECEIVING");
        assertThat(early.at("/contents/signer/forDevelopment").booleanValue()).isTrue();
        assertThat(early.at("/contents/way/0").textValue()).isEqualTo("1.1.0");

        HttpResponse<String> elsewhere = piece(place, 0, bytes);
        assertThat(elsewhere.statusCode()).isEqualTo(409);
        assertThat(elsewhere.headers().firstValue("Upload-Offset")).hasValue("100000");
        assertThat(start(place, "BY_HAND").statusCode()).isEqualTo(409);

        piece(place, 100_000, Arrays.copyOfRange(bytes, 100_000, bytes.length));
        await(() -> state(place).equals("PROVEN"));
        JsonNode whole = json(admin.get(place));
        assertThat(whole.get("received").longValue()).isEqualTo(bytes.length);
        assertThat(whole.get("problems")).isEmpty();
        long sent = json(admin.get("/api/v1/audit?action=upgrade.send-package"))
                .get("items")
                .size();
        assertThat(sent).as("one line for the whole, one for the refused piece").isEqualTo(2);
    }

    @Test
    void goesOnWithPackageAfterRestartOfTheProcess() throws IOException {
        logIn();
        byte[] bytes = packageFor("debian-12");
        String place = announce(bytes.length);
        piece(place, 0, Arrays.copyOf(bytes, 50_000));
        restart();
        assertThat(json(admin.get(place)).get("received").longValue()).isEqualTo(50_000);
        piece(place, 50_000, Arrays.copyOfRange(bytes, 50_000, bytes.length));
        await(() -> state(place).equals("PROVEN"));
    }

    @Test
    void startsWithFilesThatPowerCutLeftEmpty() throws IOException {
        logIn();
        String whole = proven();
        announce(100_000);
        List<Path> notes = filesOf("*.json");
        assertThat(notes).hasSize(2);
        Path damaged = notes.stream()
                .filter(note -> !whole.endsWith(note.getFileName().toString().replace(".json", "")))
                .findAny()
                .orElseThrow();
        Files.writeString(damaged, "");
        Files.writeString(directory.resolve("upgrade.json"), "");
        restart();
        await(() -> state(whole).equals("PROVEN"));
        assertThat(upgrade().get("packages")).hasSize(1);
        assertThat(upgrade().at("/plan/packageId").isMissingNode()).isTrue();
        assertThat(filesOf("*")).as("nothing is left of the other").hasSize(2);
    }

    private List<Path> filesOf(String pattern) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("packages"), pattern)) {
            return StreamSupport.stream(files.spliterator(), false).toList();
        }
    }

    @Test
    void refusesWhatIsDamagedOrForAnotherMachineBeforeItIsWhole() throws IOException {
        logIn();
        byte[] bytes = packageFor("centos-10");
        String foreign = announce(bytes.length);
        piece(foreign, 0, Arrays.copyOf(bytes, 100_000));
        await(() -> state(foreign).equals("REFUSED"));
        HttpResponse<String> further = piece(foreign, 100_000, Arrays.copyOfRange(bytes, 100_000, bytes.length));
        assertThat(further.statusCode()).isEqualTo(422);
        assertThat(json(further).at("/problems/0/path").textValue()).isEqualTo("base");

        byte[] damaged = packageFor("debian-12");
        damaged[damaged.length - 20_000] ^= 1;
        String place = announce(damaged.length);
        piece(place, 0, damaged);
        await(() -> state(place).equals("REFUSED"));
        assertThat(json(admin.get(place)).at("/problems/0/detail").textValue())
                .contains("is not the one that was signed");
        assertThat(start(place, "AT_ONCE").statusCode()).isEqualTo(422);
        assertThat(piece(announce(10_000), 0, new byte[10_001]).statusCode()).isEqualTo(400);
    }

    @Test
    void changesOverWhenNoCallIsLeftAndTakesNoneMeanwhile() throws IOException {
        logIn();
        ScriptedCall call = running.director.begin("sip:a@example.com");
        String place = proven();
        JsonNode begun = json(start(place, "WITHOUT_CALLS"));
        assertThat(begun.get("state").textValue()).isEqualTo("WRITING");
        assertThat(begun.get("startedBy").textValue()).isEqualTo("admin");
        assertThat(admin.send("DELETE", place).statusCode()).as("it is in use").isEqualTo(409);
        assertThat(start(place, "AT_ONCE").statusCode()).as("one is under way").isEqualTo(409);

        running.upgrades.reach(State.WRITTEN);
        await(() -> upgrade().at("/plan/calls").asInt() == 1);
        assertThat(running.director.heldOff).contains(Duration.ofSeconds(15));
        restart();
        await(() -> upgrade().at("/plan/calls").asInt() == 1);
        assertThat(running.upgrades.told()).containsExactly("write");
        call.over();
        running.director.calls.end(call);
        await(() -> running.upgrades.told().contains("change over"));

        running.upgrades.reach(State.SUCCEEDED);
        await(() -> upgrade().get("packages").isEmpty());
        assertThat(upgrade().get("plan").isNull()).isTrue();
        assertThat(running.director.heldOff).endsWith(Duration.ZERO);
        JsonNode past = json(admin.get("/api/v1/upgrade/history")).at("/items/0");
        assertThat(past.get("to").textValue()).isEqualTo("1.1.0");
        assertThat(json(admin.get("/api/v1/upgrade/history/" + past.get("id").textValue() + "/log"))
                        .get("lines"))
                .hasSize(2);
    }

    @Test
    void makesABackupBeforeAnythingIsWritten() throws IOException {
        logIn();
        String place = proven();
        assertThat(finding("backup"))
                .contains("ADVICE", "There is no backup of this machine here.", "no passphrase is set");
        running.backupPlan = Optional.of(new BackupPlan(
                Duration.ofDays(1), Optional.empty(), new Secret("four words in a row"), false, 14, Optional.empty()));
        assertThat(finding("backup")).contains("GOOD", "One is made before anything is written.");
        String backup = json(start(place, "BY_HAND")).get("backup").textValue();
        assertThat(backup).startsWith("upgrade-");
        assertThat(json(admin.get("/api/v1/backups")).get("items").findValuesAsText("name"))
                .containsExactly(backup);
        assertThat(finding("backup")).contains("The newest backup here is less than a day old.");
        await(() ->
                admin.get("/api/v1/audit?action=upgrade.start-upgrade").body().contains("backup " + backup));
    }

    @Test
    void writesNothingWhenTheBackupCannotBeMade() throws IOException {
        logIn();
        String place = proven();
        running.backupPlan = Optional.of(new BackupPlan(
                Duration.ofDays(1), Optional.empty(), new Secret("four words in a row"), false, 14, Optional.empty()));
        for (int i = 0; i < 100; i++) {
            Files.writeString(directory.resolve("backups").resolve(i + ".backup"), "fills the store");
        }
        HttpResponse<String> refused = start(place, "BY_HAND");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).get("detail").textValue()).contains("There are 100. Delete some first.");
        assertThat(running.upgrades.told()).isEmpty();
    }

    @Test
    void beginsWithoutABackupWhenNoPassphraseIsSet() throws IOException {
        logIn();
        JsonNode begun = json(start(proven(), "BY_HAND"));
        assertThat(begun.get("backup").isNull()).isTrue();
        assertThat(json(admin.get("/api/v1/backups")).get("items")).isEmpty();
    }

    @Test
    void losesPatienceWithCalls() throws IOException {
        logIn();
        running.director.begin("sip:a@example.com");
        String place = proven();
        start(place, "BY_HAND");
        running.upgrades.reach(State.WRITTEN);
        assertThat(admin.send(
                                "POST",
                                "/api/v1/upgrade/change-over",
                                Map.of("changeOver", "WITHOUT_CALLS", "patienceSeconds", 0))
                        .statusCode())
                .isEqualTo(202);
        await(() -> running.upgrades.told().contains("change over"));
        assertThat(admin.send("POST", "/api/v1/upgrade/abandon").statusCode())
                .as("too late")
                .isEqualTo(409);
    }

    @Test
    void admitsCallsAgainWhenItIsAbandoned() throws IOException {
        logIn();
        running.director.begin("sip:a@example.com");
        start(proven(), "WITHOUT_CALLS");
        running.upgrades.reach(State.WRITTEN);
        await(() -> !running.director.heldOff.isEmpty());
        assertThat(json(admin.send("POST", "/api/v1/upgrade/abandon"))
                        .get("state")
                        .textValue())
                .isEqualTo("ABANDONED");
        assertThat(running.director.heldOff).endsWith(Duration.ZERO);
        assertThat(admin.send("POST", "/api/v1/upgrade/abandon").statusCode()).isEqualTo(409);
    }

    @Test
    void takesPackageFromAttachedMedium() throws IOException {
        logIn();
        running.media.files.put("next.upg", packageFor("debian-12"));
        JsonNode found = json(admin.get("/api/v1/upgrade/media")).at("/items/0");
        assertThat(found.get("label").textValue()).isEqualTo("STICK");
        assertThat(running.upgrades.told()).containsExactly("open media");
        assertThat(take("other.upg").statusCode()).isEqualTo(404);
        assertThat(token("OPERATOR").send("POST", PACKAGES + "/take", Map.of()).statusCode())
                .isEqualTo(403);

        HttpResponse<String> taken = take("next.upg");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        await(() -> upgrade().at("/packages/0/state").asText().equals("PROVEN"));
        assertThat(upgrade().at("/packages/0/name").textValue()).isEqualTo("next.upg");
    }

    @Test
    void forgetsPackageWhoseMediumIsPulledOut() throws IOException {
        logIn();
        running.media.files.put("next.upg", packageFor("debian-12"));
        running.media.isLoose = true;
        String operation = json(take("next.upg")).get("id").textValue();
        await(() -> json(admin.get("/api/v1/operations/" + operation))
                .get("state")
                .asText()
                .equals("FAILED"));
        assertThat(upgrade().get("packages")).isEmpty();
    }

    private HttpResponse<String> take(String name) {
        return admin.send("POST", PACKAGES + "/take", Map.of("medium", ScriptedMedia.STICK, "name", name));
    }

    @Test
    void tellsOfEachChangeInAStreamOfEvents() throws IOException {
        logIn();
        String place = proven();
        try (var lines = admin.lines("/api/v1/events?topics=upgrade")) {
            var data = lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(data.next()).contains("\"attempt\":null");
            start(place, "BY_HAND");
            running.upgrades.reach(State.WRITTEN);
            String next = data.next();
            while (!next.contains("\"state\":\"WRITTEN\"")) {
                next = data.next();
            }
            assertThat(next).contains("BY_HAND");
        }
    }

    @Test
    void goesBackToWhatRanBefore() {
        logIn();
        Map<String, String> atOnce = Map.of("changeOver", "AT_ONCE");
        assertThat(admin.send("POST", "/api/v1/upgrade/roll-back", atOnce).statusCode())
                .isEqualTo(409);
        running.upgrades.ranBefore("0.9.1", "0.8.0");
        assertThat(upgrade().get("before").findValuesAsText("kind")).containsExactly("APPLICATION", "SYSTEM");
        assertThat(json(admin.send("POST", "/api/v1/upgrade/roll-back", atOnce))
                        .get("kind")
                        .textValue())
                .isEqualTo("ROLL_BACK");
        await(() -> running.upgrades.told().equals(List.of("roll back to 0.9.1", "change over")));
    }

    @Test
    void goesBackToTheOneOfSeveralThatIsNamed() {
        logIn();
        running.upgrades.ranBefore("0.9.1", "0.8.0");
        HttpResponse<String> unknown =
                admin.send("POST", "/api/v1/upgrade/roll-back", Map.of("changeOver", "BY_HAND", "version", "0.7.0"));
        assertThat(problem(unknown)).isEqualTo("nothing-before");
        admin.send("POST", "/api/v1/upgrade/roll-back", Map.of("changeOver", "BY_HAND", "version", "0.8.0"));
        assertThat(running.upgrades.told()).containsExactly("roll back to 0.8.0");
    }
}
