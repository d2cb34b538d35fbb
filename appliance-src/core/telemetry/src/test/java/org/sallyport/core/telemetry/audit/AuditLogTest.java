package org.sallyport.core.telemetry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseAddress;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.testing.postgres.DatabaseAccess;
import org.sallyport.testing.postgres.EmbeddedPostgres;

final class AuditLogTest {
    private static final AuditQuery ALL = new AuditQuery(null, null, null, null, null);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Metrics metrics = new Metrics();
    private Database database;
    private AuditLog audit;

    @BeforeEach
    void open() {
        connect(EmbeddedPostgres.shared().createDatabase());
    }

    @AfterEach
    void close() {
        audit.close();
        database.close();
    }

    private void connect(DatabaseAccess access) {
        database = new Database(
                new DatabaseAddress(access.jdbcUrl(), access.user(), access.password()), List.of("db/telemetry.sql"));
        audit = new AuditLog(database, Clock.systemUTC(), metrics);
    }

    private void append(String actor, String action, AuditOutcome outcome) {
        audit.append(actor, "192.0.2.1", action, "x", outcome, "before", "after");
    }

    @Test
    void listsEntriesNewestFirst() {
        append("alice", "users.create", AuditOutcome.SUCCEEDED);
        append("bob", "session.log-in", AuditOutcome.REFUSED);
        assertThat(audit.flush(SOON)).isTrue();
        List<AuditEntry> entries = audit.before(Long.MAX_VALUE, 10, ALL);
        assertThat(entries).extracting(AuditEntry::actor).containsExactly("bob", "alice");
        assertThat(audit.before(entries.getFirst().id(), 10, ALL))
                .extracting(AuditEntry::actor)
                .containsExactly("alice");
    }

    @Test
    void filtersByActorActionAndOutcome() {
        append("alice", "users.create", AuditOutcome.SUCCEEDED);
        append("alice", "settings.commit", AuditOutcome.FAILED);
        append("bob", "users.delete", AuditOutcome.SUCCEEDED);
        assertThat(audit.flush(SOON)).isTrue();
        assertThat(audit.before(Long.MAX_VALUE, 10, new AuditQuery(null, null, "alice", "users.", null)))
                .extracting(AuditEntry::action)
                .containsExactly("users.create");
        assertThat(audit.before(Long.MAX_VALUE, 10, new AuditQuery(null, null, null, null, AuditOutcome.FAILED)))
                .extracting(AuditEntry::action)
                .containsExactly("settings.commit");
    }

    @Test
    void keepsEntriesWhileDatabaseIsAway() throws IOException {
        close();
        try (EmbeddedPostgres server = EmbeddedPostgres.temporary()) {
            connect(server.access());
            append("alice", "first", AuditOutcome.SUCCEEDED);
            assertThat(audit.flush(SOON)).isTrue();
            server.stop();
            append("alice", "second", AuditOutcome.SUCCEEDED);
            append("alice", "third", AuditOutcome.SUCCEEDED);
            server.restart();
            assertThat(audit.flush(SOON)).isTrue();
            assertThat(audit.before(Long.MAX_VALUE, 10, ALL))
                    .extracting(AuditEntry::action)
                    .containsExactly("third", "second", "first");
        }
    }
}
