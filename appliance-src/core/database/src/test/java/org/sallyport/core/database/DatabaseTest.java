package org.sallyport.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.testing.postgres.DatabaseAccess;
import org.sallyport.testing.postgres.EmbeddedPostgres;

class DatabaseTest {
    private static Database database;

    @BeforeAll
    static void open() {
        database = new Database(address(EmbeddedPostgres.shared().createDatabase()), List.of("db/one.sql"));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    static DatabaseAddress address(DatabaseAccess access) {
        return new DatabaseAddress(access.jdbcUrl(), access.user(), access.password());
    }

    @Test
    void readsBackWhatItStored() {
        Instant at = Instant.parse("2026-03-29T01:30:00.123456Z");
        assertThat(database.update(
                        "insert into note (text, at, payload) values (?, ?, ?::jsonb)",
                        Side.EXTERNAL,
                        at,
                        "{\"a\": 1}"))
                .isOne();
        assertThat(database.first(
                        "select * from note where text = ?",
                        row -> row.bigInteger("id") + row.text("text") + row.instantOrNull("at") + row.text("payload"),
                        "EXTERNAL"))
                .hasValueSatisfying(text -> assertThat(text).endsWith("EXTERNAL" + at + "{\"a\": 1}"));
    }

    @Test
    void storesNullAsNull() {
        database.update("insert into note (text, at) values (?, ?)", "undated", null);
        assertThat(database.query("select at from note where text = 'undated'", row -> row.instantOrNull("at") == null))
                .containsExactly(true);
    }

    @Test
    void rollsBackATransactionThatThrows() {
        assertThatThrownBy(() -> database.transaction(queries -> {
                    queries.update("insert into note (text) values ('lost')");
                    throw new IllegalStateException("stop");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(database.query("select 1 from note where text = 'lost'", row -> 1))
                .isEmpty();
    }

    @Test
    void keepsATransactionThatReturns() {
        int touched = database.transaction(queries -> queries.update("insert into note (text) values ('kept')"));
        assertThat(touched).isOne();
        assertThat(database.query("select text from note where text = 'kept'", row -> row.text("text")))
                .containsExactly("kept");
    }

    @Test
    void tellsADuplicateKeyFromAnOutage() {
        database.update("insert into note (text) values ('once')");
        assertThatThrownBy(() -> database.update("insert into note (text) values ('once')"))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("23505"))
                .isNotInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void isMadeWhileTheServerIsAwayAndRecoversByItself() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
            postgres.stop();
            try (Database late = new Database(address(postgres.access()), List.of("db/one.sql"))) {
                assertThat(late.available()).isFalse();
                assertThatThrownBy(() -> late.query("select 1", row -> 1))
                        .isInstanceOf(DatabaseUnavailableException.class);
                postgres.restart();
                assertThat(late.available()).isTrue();
                late.update("insert into note (text) values ('after')");
                postgres.kill();
                assertThat(late.available()).isFalse();
                postgres.restart();
                assertThat(late.available()).isTrue();
            }
        }
    }
}
