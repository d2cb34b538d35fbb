package org.sallyport.core.calls.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.telemetry.metrics.Metrics;

class LiveCallsTest {
    private final LiveObjects liveObjects = new LiveObjects();
    private final Deadlines deadlines = new Deadlines(liveObjects);
    private final Metrics metrics = new Metrics();
    private final List<CallDetailRecord> history = new ArrayList<>();
    private final LiveCalls calls = new LiveCalls(
            Clock.fixed(FakeCall.START.plusSeconds(90), ZoneOffset.UTC), deadlines, liveObjects, metrics, history::add);

    @AfterEach
    void close() {
        calls.close();
        deadlines.close();
    }

    @Test
    void announcesBeginChangeAndEndWithGrowingVersions() {
        List<CallSnapshot> heard = new ArrayList<>();
        FakeCall call = new FakeCall(Side.EXTERNAL);
        try (LiveCalls.Subscription _ = calls.listen(heard::add)) {
            calls.begin(call);
            call.state(CallState.ALERTING);
            calls.changed(call);
            call.endedBy(Outcome.COMPLETED);
            calls.changed(call);
            calls.end(call);
            calls.end(call);
            calls.changed(call);
        }
        assertThat(heard)
                .extracting(CallSnapshot::state)
                .containsExactly(CallState.SETUP, CallState.ALERTING, CallState.ENDED);
        assertThat(heard).extracting(CallSnapshot::version).containsExactly(1L, 2L, 3L);
    }

    @Test
    void countsACallNoLongerOnceItsEndIsAnnouncedButKeepsItForItsRecord() {
        FakeCall call = new FakeCall(Side.EXTERNAL);
        calls.begin(call);
        call.endedBy(Outcome.COMPLETED);
        calls.changed(call);
        assertThat(calls.size()).isZero();
        assertThat(calls.all()).isEmpty();
        assertThat(calls.snapshot(call.id())).isEmpty();
        assertThat(calls.find(call.id())).contains(call);
        assertThat(history).isEmpty();
        calls.end(call);
        assertThat(history)
                .singleElement()
                .satisfies(record -> assertThat(record.call().version()).isEqualTo(2));
    }

    @Test
    void givesTheLastSnapshotAndTheLadderToTheHistory() {
        FakeCall call = new FakeCall(Side.INTERNAL);
        calls.begin(call);
        call.endedBy(Outcome.COMPLETED);
        calls.end(call);
        assertThat(history).hasSize(1);
        assertThat(history.getFirst().call().state()).isEqualTo(CallState.ENDED);
        assertThat(history.getFirst().ladder()).extracting(LadderEvent::summary).containsExactly("INVITE");
        assertThat(metrics.exposition())
                .contains(
                        "sallyport_calls_ended_total{outcome=\"COMPLETED\",protocol=\"SIP\",direction=\"OUTBOUND\"} 1");
    }

    @Test
    void recordsACallThatWasDroppedWithoutDispositionAsFailed() {
        FakeCall call = new FakeCall(Side.EXTERNAL);
        calls.begin(call);
        calls.end(call);
        CallSnapshot last = history.getFirst().call();
        assertThat(last.disposition())
                .isNotNull()
                .extracting(Disposition::outcome)
                .isEqualTo(Outcome.FAILED);
        assertThat(last.endedAt()).isEqualTo(FakeCall.START.plusSeconds(90));
    }

    @Test
    void countsCallsInProgress() {
        FakeCall first = new FakeCall(Side.EXTERNAL);
        FakeCall second = new FakeCall(Side.EXTERNAL);
        calls.begin(first);
        calls.begin(second);
        assertThat(liveObjects.counts()).containsEntry("call", 2L);
        assertThat(metrics.exposition()).contains("sallyport_calls_active{protocol=\"SIP\",direction=\"INBOUND\"} 2");
        calls.end(first);
        assertThat(calls.size()).isEqualTo(1);
        assertThat(calls.find(second.id())).contains(second);
        assertThat(calls.find(first.id())).isEmpty();
        assertThat(liveObjects.counts()).containsEntry("call", 1L);
    }

    @Test
    void refusesToEnterACallTwice() {
        FakeCall call = new FakeCall(Side.EXTERNAL);
        calls.begin(call);
        assertThatThrownBy(() -> calls.begin(call)).isInstanceOf(IllegalStateException.class);
        assertThat(liveObjects.counts()).containsEntry("call", 1L);
    }

    @Test
    void announcesMovingStatisticsByItself() throws InterruptedException {
        BlockingQueue<CallSnapshot> heard = new LinkedBlockingQueue<>();
        FakeCall call = new FakeCall(Side.EXTERNAL);
        calls.begin(call);
        calls.listen(heard::add);
        call.receives(64_000);
        CallSnapshot refreshed = heard.poll(10, TimeUnit.SECONDS);
        assertThat(refreshed).isNotNull();
        assertThat(refreshed.streams()).hasSize(1);
        assertThat(refreshed.version()).isEqualTo(2);
        assertThat(calls.bitsPerSecond()).isEqualTo(64_000);
    }

    @Test
    void dropsASnapshotThatALaterOneOvertook() {
        List<CallSnapshot> heard = new ArrayList<>();
        calls.listen(heard::add);
        FakeCall call = new FakeCall(Side.EXTERNAL);
        calls.begin(call);
        CallSnapshot overtaken = call.snapshot();
        call.state(CallState.CONNECTED);
        calls.changed(call);
        call.becomes(overtaken);
        calls.changed(call);
        assertThat(heard).extracting(CallSnapshot::state).containsExactly(CallState.SETUP, CallState.CONNECTED);
    }

    @Test
    void keepsVersionsInOrderUnderConcurrentChanges() throws InterruptedException {
        ConcurrentLinkedQueue<Long> versions = new ConcurrentLinkedQueue<>();
        FakeCall call = new FakeCall(Side.EXTERNAL);
        calls.begin(call);
        calls.listen(snapshot -> versions.add(snapshot.version()));
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(_ -> Thread.startVirtualThread(() -> {
                    for (int i = 0; i < 200; i++) {
                        calls.changed(call);
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(List.copyOf(versions)).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(1600);
    }

    @Test
    void goesOnWhenAListenerOrTheHistoryFails() {
        List<CallSnapshot> heard = new ArrayList<>();
        calls.listen(_ -> {
            throw new IllegalStateException("a listener's own trouble");
        });
        calls.listen(heard::add);
        FakeCall call = new FakeCall(Side.EXTERNAL);
        assertThat(catchThrowable(() -> calls.begin(call))).isNull();
        calls.end(call);
        assertThat(heard).hasSize(2);
    }

    @Test
    void recordsRefusedAttemptsWithTheirDisposition() {
        Disposition disposition = new Disposition(Outcome.REFUSED, 503, "All 10 calls are in use.");
        LegSnapshot caller = FakeCall.leg(Side.EXTERNAL, "sip:eve@example.org", "203.0.113.5:5060");
        calls.refused(SignallingProtocol.SIP, FakeCall.START, disposition, caller, List.of());
        assertThat(history).singleElement().satisfies(record -> {
            assertThat(record.call().disposition()).isEqualTo(disposition);
            assertThat(record.call().direction()).isEqualTo(CallDirection.INBOUND);
            assertThat(record.call().state()).isEqualTo(CallState.ENDED);
        });
    }

    @Test
    void keepsOnlySomeRefusalsOfAFloodAndCountsTheRest() {
        Disposition disposition = new Disposition(Outcome.REFUSED, 503, "Too many.");
        LegSnapshot caller = FakeCall.leg(Side.EXTERNAL, "sip:eve@example.org", "203.0.113.5:5060");
        for (int i = 0; i < 1_000; i++) {
            calls.refused(SignallingProtocol.SIP, FakeCall.START, disposition, caller, List.of());
        }
        assertThat(history).hasSizeBetween(50, 300);
        assertThat(metrics.exposition())
                .contains("sallyport_history_refusals_not_kept_total " + (1_000 - history.size()));
    }
}
