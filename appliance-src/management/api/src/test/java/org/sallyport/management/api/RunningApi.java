package org.sallyport.management.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.history.CallHistory;
import org.sallyport.core.calls.history.CallPage;
import org.sallyport.core.calls.history.CallQuery;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.control.ControlClient;
import org.sallyport.core.control.director.RemoteDirector;
import org.sallyport.core.control.files.KeptDirectories;
import org.sallyport.core.control.files.RemoteFiles;
import org.sallyport.core.control.host.RemoteHost;
import org.sallyport.core.control.media.RemoteMedia;
import org.sallyport.core.control.nic.RemoteNics;
import org.sallyport.core.control.upgrade.RemoteUpgrades;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseAddress;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.settings.layers.SettingsFile;
import org.sallyport.core.settings.model.BackupPlan;
import org.sallyport.core.settings.model.ManagementSettings;
import org.sallyport.core.settings.model.TurnSettings;
import org.sallyport.core.settings.revisions.SettingsCandidates;
import org.sallyport.core.settings.revisions.SettingsRevisions;
import org.sallyport.core.settings.secrets.SecretBox;
import org.sallyport.core.settings.sections.SettingsDocument;
import org.sallyport.core.telemetry.alarms.AlarmJournal;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.audit.AuditLog;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.core.telemetry.process.ProcessProbe;
import org.sallyport.management.api.backup.SystemFiles;
import org.sallyport.management.api.http.ApiServer;
import org.sallyport.management.api.upgrade.Upgrades;
import org.sallyport.testing.postgres.DatabaseAccess;

/** The API of a manager on a free port, with a scripted director behind it. */
final class RunningApi implements AutoCloseable {
    static final List<String> CHANGELOGS =
            List.of("db/settings.sql", "db/telemetry.sql", "db/calls.sql", "db/management.sql");

    private static final SettingsFile NO_FILE = SettingsFile.read(List.of());

    final ScriptedDirector director;
    final ScriptedNics nics;
    final ScriptedHost host = new ScriptedHost();
    final AuditLog audit;
    final Metrics metrics = new Metrics();
    final ScriptedUpgrades upgrades = new ScriptedUpgrades();
    final ScriptedPair pair = new ScriptedPair();
    final ScriptedMedia media = new ScriptedMedia();
    final Upgrades.Trust trust;
    volatile TurnSettings turn = SettingsDocument.defaults().turn();
    volatile Optional<BackupPlan> backupPlan = Optional.empty();
    ManagementApi api;
    final TlsIdentity identity = TestIdentity.make();
    private final LiveObjects liveObjects = new LiveObjects();
    private final Deadlines deadlines = new Deadlines(liveObjects);
    private final Alarms alarms = new Alarms("manager", Clock.systemUTC());
    private final Database database;
    private final AlarmJournal journal;
    private final ManagementApi.Foundation foundation;
    private final ManagementApi.Subjects subjects;
    private ApiServer server;
    private String initialPassword = "";

    RunningApi(Path directory, DatabaseAccess access, int lockoutThreshold) throws IOException {
        Path socket = directory.resolve("director.sock");
        director = new ScriptedDirector(socket);
        Path hostSocket = directory.resolve("hostd.sock");
        nics = new ScriptedNics(hostSocket, host, upgrades, media, directory.resolve("etc"));
        trust = new Upgrades.Trust(directory.resolve("trust"), directory.resolve("operator.pem"));
        Clock clock = Clock.systemUTC();
        database = new Database(new DatabaseAddress(access.jdbcUrl(), access.user(), access.password()), CHANGELOGS);
        audit = new AuditLog(database, clock, metrics);
        journal = new AlarmJournal("manager", alarms, database, clock, metrics);
        SecretBox secrets = SecretBox.in(directory);
        SettingsRevisions revisions = new SettingsRevisions(database, NO_FILE, secrets, clock);
        foundation = new ManagementApi.Foundation(
                directory, clock, deadlines, liveObjects, metrics, alarms, audit, database);
        ControlClient host = new ControlClient(hostSocket, Duration.ofSeconds(10), deadlines);
        subjects = new ManagementApi.Subjects(
                new RemoteDirector(new ControlClient(socket, Duration.ofSeconds(10), deadlines)),
                new RecordedHistory(director.history),
                () -> 0,
                revisions,
                new SettingsCandidates(database, revisions, NO_FILE, secrets, clock),
                () -> new ManagementSettings(
                        Duration.ofMinutes(10),
                        lockoutThreshold,
                        Duration.ofMinutes(1),
                        Duration.ofDays(30),
                        backupPlan),
                () -> turn,
                () -> ZoneOffset.UTC,
                () -> new ProcessProbe("manager", liveObjects).status(1),
                "test",
                new RemoteNics(host),
                new RemoteHost(host),
                new RemoteUpgrades(host),
                pair,
                new RemoteMedia(host),
                trust,
                files(directory));
        api = new ManagementApi(foundation, subjects);
        api.ensureAdministrator();
        initialPassword = api.initialPassword().orElse("");
        server = api.serve(new InetSocketAddress("localhost", 0), identity);
    }

    /** Ends it and starts another one, as a restart of the process does. */
    void restart() throws IOException {
        server.close();
        api.close();
        api = new ManagementApi(foundation, subjects);
        server = api.serve(new InetSocketAddress("localhost", 0), identity);
    }

    private SystemFiles files(Path directory) {
        Path socket = directory.resolve("director.sock");
        return new SystemFiles(List.of(
                new SystemFiles.Owner(
                        KeptDirectories.ofSecrets(Map.of(SystemFiles.MANAGEMENT_TLS, directory.resolve("tls"))),
                        Set.of(SystemFiles.MANAGEMENT_TLS),
                        false),
                new SystemFiles.Owner(
                        new RemoteFiles(new ControlClient(socket, Duration.ofSeconds(10), deadlines)),
                        Set.of(SystemFiles.SIP_TLS),
                        false),
                new SystemFiles.Owner(
                        new RemoteFiles(
                                new ControlClient(directory.resolve("hostd.sock"), Duration.ofSeconds(10), deadlines)),
                        Set.of(SystemFiles.CONFIGURATION),
                        true)));
    }

    String initialPassword() {
        return initialPassword;
    }

    ApiClient client() {
        return new ApiClient(server.port(), TestIdentity.trusting(identity));
    }

    @Override
    public void close() {
        server.close();
        api.close();
        director.close();
        nics.close();
        journal.close();
        audit.close();
        database.close();
        deadlines.close();
    }

    Database database() {
        return database;
    }

    /** The calls that the scripted director ended, newest first, one page. */
    private record RecordedHistory(List<CallDetailRecord> records) implements CallHistory {
        @Override
        public CallPage page(CallQuery query, int pageSize, @Nullable String pageToken) {
            List<CallSnapshot> calls =
                    new ArrayList<>(records.stream().map(CallDetailRecord::call).toList());
            calls.sort(Comparator.comparing(CallSnapshot::startedAt).reversed());
            return new CallPage(calls, null);
        }

        @Override
        public Optional<CallDetailRecord> find(CallId id) {
            return records.stream()
                    .filter(found -> found.call().id().equals(id))
                    .findFirst();
        }
    }
}
