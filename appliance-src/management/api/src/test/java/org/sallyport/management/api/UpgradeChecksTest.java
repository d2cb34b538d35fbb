package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.core.control.upgrade.UpgradeSpace;
import org.sallyport.upgrade.format.PackageKind;

/** What is found before an upgrade, and that nothing is begun while something is in the way. */
final class UpgradeChecksTest extends UpgradeTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    @Test
    void saysWhatIsInTheWay() throws IOException {
        logIn();
        String place = proven();
        running.host.tryOut(7);
        assertThat(upgrade().get("checks").findValuesAsText("weight")).contains("OBSTACLE");
        HttpResponse<String> refused = start(place, "AT_ONCE");
        assertThat(problem(refused)).isEqualTo("obstacles");
        assertThat(json(refused).get("detail").textValue()).contains("revision 7 is on trial", "Confirm it");
        assertThat(token("OPERATOR").send("POST", "/api/v1/upgrade/abandon").statusCode())
                .isEqualTo(403);
        assertThat(admin.send("POST", PACKAGES + "/pull", Map.of("url", "http://example.com/a.upg"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(admin.send("POST", PACKAGES, Map.of("name", "../a", "size", 100_000))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void saysHowMuchSpaceThereIsBeforeThereIsAPackage() {
        logIn();
        running.upgrades.has(new UpgradeSpace(16 * GIB, 8 * GIB, 5 * GIB));
        assertThat(finding("space"))
                .contains("GOOD", "Free on the data partition: 16.0 GiB, needed 2", "The other slot: 8.0 GiB.\"")
                .doesNotContain("releases");
        running.upgrades.has(new UpgradeSpace(16 * GIB, 0, 5 * GIB));
        assertThat(finding("space"))
                .contains("GOOD", "Free where releases of the services lie: 5.0 GiB.\"")
                .doesNotContain("slot");
        assertThat(finding("system")).contains("GOOD", "The services alone change");
    }

    @Test
    void beginsNothingWithoutSpaceOnTheDataPartition() throws IOException {
        logIn();
        String place = proven();
        assertThat(finding("space")).contains("GOOD", "needed 272 MiB", "The other slot: 8.0 GiB, needed 16 MiB.");
        running.upgrades.has(new UpgradeSpace(200 * MIB, 8 * GIB, GIB));
        assertThat(finding("space")).contains("OBSTACLE", "192 MiB, needed 272 MiB", "Shorten the retention");
        assertThat(json(start(place, "AT_ONCE")).get("detail").textValue())
                .contains("Free on the data partition: 192 MiB, needed 272 MiB.", "give the machine a larger disk")
                .doesNotContain("restore a backup");
        assertThat(running.upgrades.told()).isEmpty();
    }

    @Test
    void beginsNothingThatIsTooLargeForTheOtherSlot() throws IOException {
        logIn();
        String place = proven();
        running.upgrades.has(new UpgradeSpace(8 * GIB, 700_000, GIB));
        assertThat(json(start(place, "AT_ONCE")).get("detail").textValue())
                .contains("The other slot: 0 MiB, needed 16 MiB.", "restore a backup")
                .doesNotContain("retention");
        assertThat(running.upgrades.told()).isEmpty();
    }

    @Test
    void beginsNoHotFixWithoutSpaceBesideTheServices() throws IOException {
        logIn();
        String place = proven(PackageKind.APPLICATION);
        running.upgrades.has(new UpgradeSpace(8 * GIB, 0, 700_000));
        assertThat(finding("space")).contains("OBSTACLE", "Make room in /opt/sallyport.");
        HttpResponse<String> refused = start(place, "AT_ONCE");
        assertThat(problem(refused)).isEqualTo("obstacles");
        running.upgrades.has(new UpgradeSpace(8 * GIB, 8 * GIB, 700_000));
        assertThat(finding("space")).contains("OBSTACLE", "Take the package of the whole system.");
        running.upgrades.has(new UpgradeSpace(8 * GIB, 0, 1_000_000));
        assertThat(start(place, "AT_ONCE").statusCode()).isEqualTo(202);
    }

    @Test
    void countsTheDatabaseThatIsCopied() throws IOException {
        logIn();
        running.database()
                .update(
                        "create table large as select repeat(md5(i::text), 50) as text from generate_series(1, 40000) i");
        running.upgrades.has(new UpgradeSpace(8 * GIB, 8 * GIB, GIB));
        assertThat(finding("space")).doesNotContain("needed 272 MiB").containsPattern("needed 3[0-9]{2} MiB");
    }

    @Test
    void refusesAWholeSystemWhereThereAreNoSlots() throws IOException {
        logIn();
        String place = proven();
        running.upgrades.has(new UpgradeSpace(8 * GIB, 0, GIB));
        assertThat(finding("system")).contains("OBSTACLE", "no second place");
        assertThat(problem(start(place, "AT_ONCE"))).isEqualTo("obstacles");
    }
}
