package org.sallyport.core.settings.revisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseNotifications;
import org.sallyport.core.settings.TestDocuments;
import org.sallyport.core.settings.layers.SettingsFile;
import org.sallyport.core.settings.secrets.SecretBox;
import org.sallyport.testing.postgres.EmbeddedPostgres;
import org.sallyport.testing.time.MovableClock;

class ConfirmationWatchTest {
    private static final CommitRequest UNCONFIRMED = new CommitRequest(
            0, TestDocuments.document("capacity: {max-calls: 6}"), "anna", "try", Optional.of(Duration.ofSeconds(5)));

    @TempDir
    private Path directory;

    private SettingsRevisions revisions(Database database, Clock clock) throws Exception {
        return new SettingsRevisions(database, SettingsFile.read(List.of()), SecretBox.in(directory), clock);
    }

    /** Hears of every revision. */
    private static final class News implements DatabaseNotifications.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public void connected() {
            heard.add("connected");
        }

        @Override
        public void notified(String channel, String payload) {
            heard.add(payload);
        }

        @Override
        public void disconnected(String reason) {
            heard.add("disconnected");
        }

        void await(String what) throws InterruptedException {
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(what);
        }
    }

    @Test
    void rollsBackByItselfWhenTheTimeIsOver() throws Exception {
        News news = new News();
        try (Database database = TestDocuments.freshDatabase();
                DatabaseNotifications _ =
                        DatabaseNotifications.listen(database, List.of(StoredRevisions.CHANNEL), news);
                Deadlines deadlines = new Deadlines(new LiveObjects())) {
            news.await("connected");
            SettingsRevisions revisions = revisions(database, Clock.systemUTC());
            try (ConfirmationWatch _ = ConfirmationWatch.start(database, revisions, deadlines, Clock.systemUTC())) {
                revisions.commit(UNCONFIRMED);
                news.await("1");
                news.await("2");
                assertThat(revisions.view().own()).isEmpty();
            }
        }
    }

    /** The process that committed is gone; the next one starts after the deadline, with the database not yet up. */
    @Test
    void rollsBackWhenTheTimePassedWhileNobodyWatched() throws Exception {
        MovableClock clock = new MovableClock();
        News news = new News();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
            try (Database before = TestDocuments.database(postgres.access())) {
                revisions(before, clock).commit(UNCONFIRMED);
            }
            postgres.kill();
            clock.advance(Duration.ofMinutes(5));
            try (Database database = TestDocuments.database(postgres.access());
                    DatabaseNotifications _ =
                            DatabaseNotifications.listen(database, List.of(StoredRevisions.CHANNEL), news);
                    Deadlines deadlines = new Deadlines(new LiveObjects());
                    ConfirmationWatch _ =
                            ConfirmationWatch.start(database, revisions(database, clock), deadlines, clock)) {
                news.await("disconnected");
                postgres.restart();
                news.await("connected");
                awaitRevision(news, database);
                assertThat(revisions(database, clock).get(2))
                        .hasValueSatisfying(back -> assertThat(back.author()).isEqualTo("system"));
            }
        }
    }

    /** The watch may connect, and roll back, before this listener does. */
    private static void awaitRevision(News news, Database database) throws InterruptedException {
        if (StoredRevisions.current(database).number() < 2) {
            news.await("2");
        }
    }
}
