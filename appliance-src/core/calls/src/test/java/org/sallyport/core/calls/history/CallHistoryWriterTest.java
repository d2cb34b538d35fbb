package org.sallyport.core.calls.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.CallDirection;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.CallState;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.FakeCall;
import org.sallyport.core.database.Database;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.testing.postgres.EmbeddedPostgres;

class CallHistoryWriterTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final Duration POLL = Duration.ofMillis(20);

    @TempDir
    private Path state;

    private EmbeddedPostgres server;
    private Database database;
    private final Alarms alarms = new Alarms("director", Clock.systemUTC());
    private final Metrics metrics = new Metrics();

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedPostgres.temporary();
        database = CallHistoryTest.database(server.access());
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
        server.close();
    }

    @Test
    void writesBehindTheCallsBack() throws IOException {
        List<CallId> given = new ArrayList<>();
        try (CallHistoryWriter writer = writer()) {
            for (int i = 0; i < 1_000; i++) {
                given.add(give(writer));
            }
        }
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(given);
        assertThat(metrics.exposition()).contains("sallyport_history_written_total 1000");
        assertThat(spool()).doesNotExist();
    }

    @Test
    void losesNothingWhileTheDatabaseIsAway() throws IOException {
        List<CallId> given = new ArrayList<>();
        try (CallHistoryWriter writer = writer()) {
            given.add(give(writer));
            await(() -> metrics.exposition().contains("sallyport_history_written_total 1\n"));
            server.stop();
            for (int i = 0; i < 500; i++) {
                given.add(give(writer));
            }
            await(() -> Files.exists(spool()) && metrics.exposition().contains("sallyport_history_queue 0\n"));
            assertThat(alarms.active())
                    .singleElement()
                    .satisfies(alarm -> assertThat(alarm.key()).isEqualTo(CallHistoryWriter.ALARM));
            server.restart();
            await(() -> !Files.exists(spool()) && alarms.active().isEmpty());
            given.add(give(writer));
        }
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(given);
    }

    @Test
    void writesWhatAnEarlierProcessSpooledOnceEvenWhenPartOfItIsThere() throws IOException {
        List<CallId> given = new ArrayList<>();
        database.migrate();
        CallDetailRecord there = Records.ended(NOON);
        CallRecords.insert(database, there);
        server.stop();
        try (CallHistoryWriter writer = writer()) {
            writer.accept(there);
            given.add(there.call().id());
            given.add(give(writer));
        }
        assertThat(Files.getPosixFilePermissions(spool())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Files.writeString(spool(), "{\"call\":{\"id\":\"cut off", StandardOpenOption.APPEND);
        server.restart();
        try (CallHistoryWriter writer = writer()) {
            given.add(give(writer));
            await(() -> !Files.exists(spool()));
        }
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(given);
    }

    @Test
    void keepsTheOthersWhenOneCannotBeWritten() throws IOException {
        database.migrate();
        database.update("alter table call_record add check (parties not like '%poison%')");
        List<CallId> given = new ArrayList<>();
        try (CallHistoryWriter writer = writer()) {
            given.add(give(writer));
            writer.accept(Records.with(NOON, CallDirection.INBOUND, Outcome.COMPLETED, "sip:poison@example.com"));
            given.add(give(writer));
            writer.accept(new CallDetailRecord(FakeCall.snapshot(Side.EXTERNAL, CallState.SETUP, 1), List.of()));
            given.add(give(writer));
        }
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(given);
        assertThat(metrics.exposition()).contains("sallyport_history_lost_total 2\n");
    }

    private CallHistoryWriter writer() throws IOException {
        return new CallHistoryWriter(database, spool(), alarms, metrics);
    }

    private Path spool() {
        return state.resolve("call-history.spool");
    }

    private static CallId give(CallHistoryWriter writer) {
        CallDetailRecord record = Records.ended(NOON);
        writer.accept(record);
        return record.call().id();
    }

    private List<CallId> stored() {
        CallHistory history = new PostgresCallHistory(database);
        List<CallId> ids = new ArrayList<>();
        CallPage page = history.page(CallQuery.ALL, CallHistory.MAX_PAGE_SIZE, null);
        page.calls().stream().map(CallSnapshot::id).forEach(ids::add);
        while (page.nextPageToken() != null) {
            page = history.page(CallQuery.ALL, CallHistory.MAX_PAGE_SIZE, page.nextPageToken());
            page.calls().stream().map(CallSnapshot::id).forEach(ids::add);
        }
        return ids;
    }

    private static void await(BooleanSupplier condition) {
        long limit = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(limit);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
