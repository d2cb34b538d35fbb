package org.sallyport.core.calls.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.CallDirection;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseAddress;
import org.sallyport.testing.postgres.DatabaseAccess;
import org.sallyport.testing.postgres.EmbeddedPostgres;

class CallHistoryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private final Database database = database(EmbeddedPostgres.shared().createDatabase());
    private final CallHistory history = new PostgresCallHistory(database);

    static Database database(DatabaseAccess access) {
        DatabaseAddress address = new DatabaseAddress(access.jdbcUrl(), access.user(), access.password());
        return new Database(address, List.of("db/calls.sql"));
    }

    @BeforeEach
    void migrate() {
        database.migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void readsBackACallWithItsLadder() {
        CallDetailRecord record = Records.ended(NOON);
        store(record);
        assertThat(history.find(record.call().id())).contains(record);
        assertThat(history.find(new CallId("00"))).isEmpty();
    }

    @Test
    void storesARecordOnceHoweverOftenItIsWritten() {
        CallDetailRecord record = Records.ended(NOON);
        store(record);
        store(record);
        assertThat(ids(CallQuery.ALL)).containsExactly(record.call().id());
    }

    @Test
    void pagesFromTheLatestStartWithoutGapOrRepetition() {
        List<CallId> stored = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            // Groups of five begin in the same instant.
            CallDetailRecord record = Records.ended(NOON.plusSeconds(i / 5));
            store(record);
            stored.add(record.call().id());
        }
        List<CallSnapshot> read = new ArrayList<>();
        CallPage page = history.page(CallQuery.ALL, 7, null);
        while (true) {
            read.addAll(page.calls());
            if (page.nextPageToken() == null) {
                break;
            }
            store(Records.ended(NOON.plusSeconds(100)));
            page = history.page(CallQuery.ALL, 7, page.nextPageToken());
        }
        assertThat(read).extracting(CallSnapshot::id).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(read.stream().map(CallSnapshot::startedAt).toList().reversed())
                .isSorted();
    }

    @Test
    void findsCallsByEachFilter() {
        CallDetailRecord inbound =
                Records.with(NOON, CallDirection.INBOUND, Outcome.COMPLETED, "sip:100%_a@example.com");
        CallDetailRecord outbound =
                Records.with(NOON.plusSeconds(60), CallDirection.OUTBOUND, Outcome.REFUSED, "sip:Bob@Example.net");
        store(inbound);
        store(outbound);
        CallId first = inbound.call().id();
        CallId second = outbound.call().id();
        assertThat(ids(new CallQuery(NOON.plusSeconds(1), null, null, null, null, null, null, null)))
                .containsExactly(second);
        assertThat(ids(new CallQuery(null, NOON.plusSeconds(60), null, null, null, null, null, null)))
                .containsExactly(first);
        assertThat(ids(new CallQuery(null, null, "bob@EXAMPLE", null, null, null, null, null)))
                .containsExactly(second);
        assertThat(ids(new CallQuery(null, null, "100%_", null, null, null, null, null)))
                .containsExactly(first);
        assertThat(ids(new CallQuery(null, null, "_", null, null, null, null, null)))
                .containsExactly(first);
        assertThat(ids(new CallQuery(null, null, null, Outcome.REFUSED, null, null, null, null)))
                .containsExactly(second);
        assertThat(ids(new CallQuery(null, null, null, null, CallDirection.INBOUND, null, null, null)))
                .containsExactly(first);
        assertThat(ids(new CallQuery(null, null, null, null, null, SignallingProtocol.H323, null, null)))
                .isEmpty();
        assertThat(ids(new CallQuery(null, null, null, null, null, null, Records.OUTSIDE, Records.INSIDE)))
                .containsExactly(second, first);
        assertThat(ids(new CallQuery(null, null, null, null, null, null, "10.", null)))
                .isEmpty();
    }

    @Test
    void refusesTokensAndSizesThatItDidNotGive() {
        assertThatThrownBy(() -> history.page(CallQuery.ALL, 10, "bm90IG91cnM"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("pageToken");
        assertThatThrownBy(() -> history.page(CallQuery.ALL, 0, null)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> history.page(CallQuery.ALL, 501, null)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void keepsCallsWhoseTextHoldsZeroCharacters() {
        CallDetailRecord record = Records.with(NOON, CallDirection.INBOUND, Outcome.FAILED, "sip:a\0b@example.com");
        store(record);
        assertThat(history.find(record.call().id())
                        .orElseThrow()
                        .call()
                        .caller()
                        .party())
                .isEqualTo("sip:a\ufffdb@example.com");
    }

    @Test
    void readsRecordsOfALaterVersion() {
        CallDetailRecord record = Records.ended(NOON);
        store(record);
        database.update("update call_record set call = call || '{\"later\": 1}'");
        assertThat(history.find(record.call().id())).contains(record);
    }

    @Test
    void deletesWhatIsOlderThanTheRetention() {
        for (int i = 0; i < 1_005; i++) {
            store(Records.ended(NOON.minusSeconds(i + 1)));
        }
        CallDetailRecord young = Records.ended(NOON.plusSeconds(1));
        store(young);
        Clock clock = Clock.fixed(NOON.plus(Duration.ofDays(30)), ZoneOffset.UTC);
        try (Deadlines deadlines = new Deadlines(new LiveObjects());
                HistoryRetention retention =
                        new HistoryRetention(database, () -> Duration.ofDays(30), clock, deadlines)) {
            assertThat(retention.run()).isEqualTo(1_005);
            assertThat(retention.run()).isZero();
        }
        assertThat(ids(CallQuery.ALL)).containsExactly(young.call().id());
    }

    private void store(CallDetailRecord record) {
        CallRecords.insert(database, record);
    }

    private List<CallId> ids(CallQuery query) {
        return history.page(query, 100, null).calls().stream()
                .map(CallSnapshot::id)
                .toList();
    }
}
