package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.management.api.upgrade.Finding;

/** Upgrades of a node of a pair: one at a time, and calls are moved to the other before anything is refused. */
final class UpgradePairTest extends UpgradeTest {
    @Test
    void movesCallsBeforeItRefusesNewOnes() throws IOException {
        logIn();
        ScriptedCall call = running.director.begin("sip:a@example.com");
        running.pair.hasTakenCalls = false;
        start(proven(), "WITHOUT_CALLS");
        running.upgrades.reach(State.WRITTEN);
        await(() -> running.pair.asked.get() > 1);
        assertThat(running.pair.hasTurn).isTrue();
        assertThat(running.director.heldOff).isEmpty();
        assertThat(upgrade().at("/plan/waitingSince").isNull()).isTrue();

        running.pair.hasTakenCalls = true;
        await(() -> upgrade().at("/plan/calls").asInt() == 1);
        assertThat(running.director.heldOff).isNotEmpty();
        assertThat(running.upgrades.told()).containsExactly("write");
        call.over();
        running.director.calls.end(call);
        await(() -> running.upgrades.told().contains("change over"));
        assertThat(running.pair.hasTurn).isTrue();
        running.upgrades.reach(State.SUCCEEDED);
        await(() -> !running.pair.hasTurn);
    }

    @Test
    void movesCallsEvenWhenItDoesNotWaitForThem() throws IOException {
        logIn();
        running.pair.hasTakenCalls = false;
        start(proven(), "AT_ONCE");
        running.upgrades.reach(State.WRITTEN);
        await(() -> running.pair.asked.get() > 1);
        assertThat(running.upgrades.told()).containsExactly("write");
        running.pair.hasTakenCalls = true;
        await(() -> running.upgrades.told().contains("change over"));
    }

    @Test
    void waitsForItsTurnAndSaysWhy() throws IOException {
        logIn();
        start(proven(), "AT_ONCE");
        running.pair.objection = Optional.of("The other node changes over.");
        running.upgrades.reach(State.WRITTEN);
        await(() -> "The other node changes over."
                .equals(upgrade().at("/plan/objection").textValue()));
        restart();
        assertThat(upgrade().at("/plan/objection").textValue()).isEqualTo("The other node changes over.");
        assertThat(running.pair.asked).hasValue(0);
        assertThat(running.upgrades.told()).containsExactly("write");

        running.pair.objection = Optional.empty();
        await(() -> running.upgrades.told().contains("change over"));
        assertThat(upgrade().at("/plan/objection").isNull()).isTrue();
    }

    @Test
    void leavesItsTurnWhenItIsAbandoned() throws IOException {
        logIn();
        running.pair.hasTakenCalls = false;
        start(proven(), "AT_ONCE");
        running.upgrades.reach(State.WRITTEN);
        await(() -> running.pair.hasTurn);
        admin.send("POST", "/api/v1/upgrade/abandon");
        assertThat(running.pair.hasTurn).isFalse();
    }

    @Test
    void beginsNothingWhileTheOtherNodeUpgrades() throws IOException {
        logIn();
        String place = proven();
        running.pair.finding = Finding.obstacle("pair", "The other node upgrades to 1.1.0.", "Wait for its end.");
        assertThat(finding("pair")).contains("OBSTACLE", "Wait for its end.");
        HttpResponse<String> refused = start(place, "AT_ONCE");
        assertThat(problem(refused)).isEqualTo("obstacles");
        assertThat(json(refused).get("detail").textValue()).contains("The other node upgrades to 1.1.0. Wait");
        assertThat(running.upgrades.told()).isEmpty();
    }

    @Test
    void waitsForItsTurnToGoBackToo() {
        logIn();
        running.upgrades.ranBefore("0.9.1", "0.8.0");
        running.pair.objection = Optional.of("The other node changes over.");
        admin.send("POST", "/api/v1/upgrade/roll-back", Map.of("changeOver", "AT_ONCE"));
        await(() -> upgrade().at("/plan/objection").isTextual());
        assertThat(running.upgrades.told()).containsExactly("roll back to 0.9.1");
        running.pair.objection = Optional.empty();
        await(() -> running.upgrades.told().contains("change over"));
    }
}
