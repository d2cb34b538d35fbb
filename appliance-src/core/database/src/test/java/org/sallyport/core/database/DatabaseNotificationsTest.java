package org.sallyport.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.postgres.EmbeddedPostgres;

class DatabaseNotificationsTest {
    /** Keeps what it is told, as text. */
    private static final class Journal implements DatabaseNotifications.Listener {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        @Override
        public void connected() {
            events.add("connected");
        }

        @Override
        public void notified(String channel, String payload) {
            events.add(channel + ":" + payload);
        }

        @Override
        public void disconnected(String reason) {
            events.add("disconnected");
        }

        @Nullable
        String next() throws InterruptedException {
            return events.poll(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void tellsWhatIsAnnouncedAtCommit() throws Exception {
        Journal journal = new Journal();
        try (Database database = new Database(
                        DatabaseTest.address(EmbeddedPostgres.shared().createDatabase()), List.of());
                DatabaseNotifications _ = DatabaseNotifications.listen(database, List.of("news", "other"), journal)) {
            assertThat(journal.next()).isEqualTo("connected");
            database.announce("other", "1");
            database.transaction(queries -> {
                queries.announce("news", "2");
                return 0;
            });
            assertThat(journal.next()).isEqualTo("other:1");
            assertThat(journal.next()).isEqualTo("news:2");
        }
    }

    @Test
    void listensAgainAfterAnOutage() throws Exception {
        Journal journal = new Journal();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
            postgres.stop();
            try (Database database = new Database(DatabaseTest.address(postgres.access()), List.of("db/one.sql"));
                    DatabaseNotifications _ = DatabaseNotifications.listen(database, List.of("news"), journal)) {
                assertThat(journal.next()).isEqualTo("disconnected");
                postgres.restart();
                assertThat(journal.next()).isEqualTo("connected");
                postgres.stop();
                assertThat(journal.next()).isEqualTo("disconnected");
                postgres.restart();
                assertThat(journal.next()).isEqualTo("connected");
                database.announce("news", "again");
                assertThat(journal.next()).isEqualTo("news:again");
            }
        }
    }
}
