package org.sallyport.core.settings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.database.Database;
import org.sallyport.core.settings.TestDocuments;
import org.sallyport.core.settings.layers.SettingsFile;
import org.sallyport.core.settings.revisions.CommitRequest;
import org.sallyport.core.settings.revisions.CommitResult;
import org.sallyport.core.settings.revisions.SettingsRevisions;
import org.sallyport.core.settings.secrets.SecretBox;
import org.sallyport.testing.postgres.EmbeddedPostgres;

class StoredSettingsFeedTest {
    private static final SettingsFile FILE = SettingsFile.read(List.of());
    private static EmbeddedPostgres postgres;
    private static Database database;

    @TempDir
    private Path directory;

    private Path snapshot;
    private SecretBox secrets;
    private SettingsRevisions revisions;
    private final Health health = new Health();

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.temporary();
        database = TestDocuments.database(postgres.access());
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        postgres.close();
    }

    @BeforeEach
    void open() throws Exception {
        snapshot = directory.resolve("director-settings.json");
        TestDocuments.await(database);
        database.update("truncate settings_revision");
        secrets = SecretBox.in(directory);
        revisions = new SettingsRevisions(database, FILE, secrets, Clock.systemUTC());
    }

    private StoredSettingsFeed feed() {
        return new StoredSettingsFeed(database, FILE, secrets, snapshot, health);
    }

    private void commit(int maxCalls) {
        commit("capacity: {max-calls: " + maxCalls + "}");
    }

    private void commit(String yaml) {
        assertThat(revisions.commit(new CommitRequest(
                        revisions.currentNumber(), TestDocuments.document(yaml), "anna", "", Optional.empty())))
                .isInstanceOf(CommitResult.Committed.class);
    }

    private static int maxCalls(SettingsFeed feed) {
        return feed.current().capacity().maxCalls();
    }

    @Test
    void followsTheAddressesOfInterfaces() throws Exception {
        commit("""
                network: {interfaces: [{name: eth0, roles: all, ipv4: dhcp}]}
                media: {external: {address: role}}
                """);
        AtomicReference<Optional<InetAddress>> lease = new AtomicReference<>(Optional.empty());
        BlockingQueue<InetAddress> bound = new LinkedBlockingQueue<>();
        try (StoredSettingsFeed feed =
                new StoredSettingsFeed(database, FILE, secrets, (_, _) -> lease.get(), snapshot, health)) {
            feed.listen((_, now) -> bound.add(now.media().external().address()));
            assertThat(feed.current().media().external().address()).isEqualTo(InetAddress.ofLiteral("127.1.0.1"));
            feed.reread();
            assertThat(bound).isEmpty();

            lease.set(Optional.of(InetAddress.ofLiteral("192.0.2.7")));
            feed.reread();
            assertThat(bound).containsExactly(InetAddress.ofLiteral("192.0.2.7"));
            assertThat(feed.current().media().external().address()).isEqualTo(InetAddress.ofLiteral("192.0.2.7"));
            assertThat(feed.revision()).isEqualTo(revisions.currentNumber());
        }
    }

    @Test
    void followsEachCommit() throws Exception {
        BlockingQueue<String> swaps = new LinkedBlockingQueue<>();
        try (StoredSettingsFeed feed = feed()) {
            assertThat(maxCalls(feed)).isEqualTo(1000);
            feed.listen((_, _) -> {
                throw new IllegalStateException("a listener that fails");
            });
            feed.listen((before, now) -> swaps.add(before.capacity().maxCalls() + " to "
                    + now.capacity().maxCalls() + " " + feed.current().equals(now)));
            commit(5);
            assertThat(next(swaps)).isEqualTo("1000 to 5 true");
            commit(6);
            assertThat(next(swaps)).isEqualTo("5 to 6 true");
            assertThat(feed.revision()).isEqualTo(2);
        }
    }

    private static @Nullable String next(BlockingQueue<String> swaps) throws InterruptedException {
        return swaps.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void startsWithTheCurrentRevision() {
        commit(5);
        try (StoredSettingsFeed feed = feed()) {
            assertThat(maxCalls(feed)).isEqualTo(5);
            assertThat(feed.revision()).isEqualTo(1);
        }
    }

    @Test
    void goesOnWithoutTheDatabaseAndCatchesUp() throws Exception {
        commit(5);
        try (StoredSettingsFeed feed = feed()) {
            health.await("back");
            postgres.stop();
            health.await("away");
            assertThat(maxCalls(feed)).isEqualTo(5);
            postgres.restart();
            health.await("back");
            commit(6);
            health.await("in force 2");
            assertThat(maxCalls(feed)).isEqualTo(6);
        }
    }

    @Test
    void startsWithoutTheDatabaseFromTheLastSnapshot() throws Exception {
        commit(5);
        feed().close();
        postgres.stop();
        try (StoredSettingsFeed feed = feed()) {
            assertThat(maxCalls(feed)).isEqualTo(5);
            health.await("away");
            postgres.restart();
            health.await("back");
            commit(6);
            health.await("in force 2");
        }
    }

    @Test
    void startsWithoutDatabaseAndSnapshotFromTheSettingsFile() throws Exception {
        postgres.stop();
        try (StoredSettingsFeed feed = feed()) {
            assertThat(maxCalls(feed)).isEqualTo(1000);
            assertThat(feed.revision()).isZero();
        } finally {
            postgres.restart();
        }
    }

    @Test
    void doesWithoutADamagedSnapshot() throws Exception {
        Files.writeString(snapshot, "{\"number\": 4");
        commit(5);
        try (StoredSettingsFeed feed = feed()) {
            assertThat(maxCalls(feed)).isEqualTo(5);
        }
        assertThat(Files.readString(snapshot)).contains("\"max-calls\":5");
    }

    @Test
    void leavesTheLastRevisionInForceWhenANewerReleaseWroteTheNext() throws Exception {
        commit(5);
        try (StoredSettingsFeed feed = feed()) {
            database.update("""
                    insert into settings_revision (number, committed_at, author, comment, schema, document, changes)
                    values (2, now(), 'psql', '', 99, '{}', '[]')
                    """);
            database.announce("settings_revision", "2");
            health.await("refused 2");
            assertThat(maxCalls(feed)).isEqualTo(5);
        }
    }

    @Test
    void leavesTheLastRevisionInForceWhenOneCannotBeUsed() throws Exception {
        commit(5);
        try (StoredSettingsFeed feed = feed()) {
            database.update("""
                    insert into settings_revision (number, committed_at, author, comment, document, changes)
                    values (2, now(), 'psql', '', '{"capacity": {"max-calls": "many"}}', '[]')
                    """);
            database.announce("settings_revision", "2");
            health.await("refused 2");
            assertThat(maxCalls(feed)).isEqualTo(5);
            assertThat(feed.revision()).isEqualTo(1);
        }
    }

    @Test
    void keepsSecretsSealedOnDisk() throws Exception {
        revisions.commit(new CommitRequest(
                0,
                TestDocuments.document("sip: {call-server: {credentials: {username: gate, password: hunter2}}}"),
                "anna",
                "",
                Optional.empty()));
        try (StoredSettingsFeed feed = feed()) {
            assertThat(feed.current().sip().callServer().credentials())
                    .hasValueSatisfying(credentials ->
                            assertThat(credentials.password().reveal()).isEqualTo("hunter2"));
        }
        assertThat(Files.readString(snapshot)).contains("sealed:").doesNotContain("hunter2");
    }
}
