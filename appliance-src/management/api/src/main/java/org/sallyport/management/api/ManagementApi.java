package org.sallyport.management.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.history.CallHistory;
import org.sallyport.core.control.director.RemoteDirector;
import org.sallyport.core.control.host.HostControl;
import org.sallyport.core.control.media.MediaControl;
import org.sallyport.core.control.nic.NicControl;
import org.sallyport.core.control.upgrade.UpgradeControl;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseException;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.settings.migration.SettingsSchema;
import org.sallyport.core.settings.model.ManagementSettings;
import org.sallyport.core.settings.model.TurnSettings;
import org.sallyport.core.settings.revisions.SettingsCandidates;
import org.sallyport.core.settings.revisions.SettingsRevisions;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.AlarmHistory;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.audit.AuditLog;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.core.telemetry.process.ProcessStatus;
import org.sallyport.management.api.access.Lockouts;
import org.sallyport.management.api.access.Sessions;
import org.sallyport.management.api.alarms.AlarmsResource;
import org.sallyport.management.api.audit.AuditResource;
import org.sallyport.management.api.backup.BackupBefore;
import org.sallyport.management.api.backup.BackupMaker;
import org.sallyport.management.api.backup.BackupStore;
import org.sallyport.management.api.backup.BackupsResource;
import org.sallyport.management.api.backup.OwnBackups;
import org.sallyport.management.api.backup.Restoring;
import org.sallyport.management.api.backup.SystemFiles;
import org.sallyport.management.api.backup.schedule.BackupPlanResource;
import org.sallyport.management.api.backup.schedule.BackupSchedule;
import org.sallyport.management.api.calls.CallsResource;
import org.sallyport.management.api.director.DirectorPicture;
import org.sallyport.management.api.events.EventSources;
import org.sallyport.management.api.events.EventsResource;
import org.sallyport.management.api.history.HistoryResource;
import org.sallyport.management.api.http.ApiServer;
import org.sallyport.management.api.http.Route;
import org.sallyport.management.api.network.HostAlarms;
import org.sallyport.management.api.network.HostFollower;
import org.sallyport.management.api.network.NetworkGuard;
import org.sallyport.management.api.network.NetworkResource;
import org.sallyport.management.api.network.PowerResource;
import org.sallyport.management.api.nics.NicWatch;
import org.sallyport.management.api.nics.NicsResource;
import org.sallyport.management.api.operations.Operations;
import org.sallyport.management.api.operations.OperationsResource;
import org.sallyport.management.api.overview.Health;
import org.sallyport.management.api.overview.OverviewResource;
import org.sallyport.management.api.overview.Sampler;
import org.sallyport.management.api.registrations.RegistrationsResource;
import org.sallyport.management.api.session.Callers;
import org.sallyport.management.api.session.SessionResource;
import org.sallyport.management.api.settings.RevisionsResource;
import org.sallyport.management.api.settings.SettingsResource;
import org.sallyport.management.api.status.ContractResource;
import org.sallyport.management.api.status.MetricsResource;
import org.sallyport.management.api.status.StatusResource;
import org.sallyport.management.api.tokens.TokenStore;
import org.sallyport.management.api.tokens.TokensResource;
import org.sallyport.management.api.turn.TurnResource;
import org.sallyport.management.api.upgrade.NodePair;
import org.sallyport.management.api.upgrade.Upgrades;
import org.sallyport.management.api.users.FirstAdministrator;
import org.sallyport.management.api.users.UserStore;
import org.sallyport.management.api.users.UsersResource;

/** The API as one part of a process: its resources, and the server once it is started. */
public final class ManagementApi implements AutoCloseable {
    private static final int RECENT_ALARMS = 10;

    private final Foundation foundation;
    private final DirectorPicture picture;
    private final Sampler sampler;
    private final NicWatch nicWatch;
    private final Operations operations;
    private final HostFollower hostFollower;
    private final Upgrades upgrades;
    private final AlarmsResource alarms;
    private final Sessions sessions;
    private final TokenStore tokens;
    private final FirstAdministrator firstAdministrator;
    private final BackupSchedule backupSchedule;
    private final List<Route> routes;

    /**
     * What a process has for all its parts.
     *
     * @param stateDirectory where the initial password and results of operations are written
     */
    public record Foundation(
            Path stateDirectory,
            Clock clock,
            Deadlines deadlines,
            LiveObjects liveObjects,
            Metrics metrics,
            Alarms alarms,
            AuditLog audit,
            Database database) {}

    /**
     * What the resources speak for.
     *
     * @param retention deletes what is older than the settings allow; the number of calls deleted
     * @param timeZone of the system
     * @param databaseName where the database is, without credentials
     * @param nics answers only on an appliance
     * @param host likewise
     * @param upgrades likewise
     * @param pair the other node that carries calls during an upgrade
     * @param media likewise, and only while somebody asks
     * @param packageTrust whose packages it takes
     * @param files certificates, keys and authorities of all processes
     */
    public record Subjects(
            RemoteDirector director,
            CallHistory history,
            LongSupplier retention,
            SettingsRevisions revisions,
            SettingsCandidates candidates,
            Supplier<ManagementSettings> settings,
            Supplier<TurnSettings> turn,
            Supplier<ZoneId> timeZone,
            Supplier<ProcessStatus> status,
            String databaseName,
            NicControl nics,
            HostControl host,
            UpgradeControl upgrades,
            NodePair pair,
            MediaControl media,
            Upgrades.Trust packageTrust,
            SystemFiles files) {}

    /**
     * Puts the resources together and starts to follow the director.
     *
     * @throws IOException when the state directory cannot be used
     */
    public ManagementApi(Foundation foundation, Subjects subjects) throws IOException {
        this.foundation = foundation;
        RemoteDirector director = subjects.director();
        Database database = foundation.database();
        this.picture = new DirectorPicture(director, foundation.alarms(), foundation.deadlines());
        this.alarms = new AlarmsResource(foundation.alarms(), picture, new AlarmHistory(database));
        this.sampler =
                new Sampler(director, database::available, alarms::active, foundation.clock(), foundation.deadlines());
        this.nicWatch = new NicWatch(subjects.nics(), foundation.alarms(), foundation.deadlines());
        this.operations = new Operations(
                foundation.stateDirectory().resolve("operations"),
                foundation.clock(),
                foundation.deadlines(),
                foundation.liveObjects());
        this.hostFollower = new HostFollower(
                subjects.host(),
                subjects.revisions(),
                database,
                operations,
                new HostAlarms(foundation.alarms(), foundation.clock()),
                foundation.clock());
        this.sessions = new Sessions(
                foundation.clock(),
                foundation.deadlines(),
                foundation.liveObjects(),
                () -> subjects.settings().get().sessionIdleTimeout());
        this.tokens = new TokenStore(database, foundation.clock());
        UserStore users = new UserStore(database, foundation.clock());
        this.firstAdministrator = new FirstAdministrator(users, foundation.stateDirectory());
        BackupMaker maker = new BackupMaker(
                database,
                subjects.revisions(),
                users,
                tokens,
                subjects.nics(),
                subjects.files(),
                () -> subjects.status().get().version(),
                foundation.clock());
        BackupStore store = new BackupStore(foundation.stateDirectory().resolve("backups"));
        OwnBackups backups = new OwnBackups(maker, store, foundation.clock());
        this.upgrades = new Upgrades(
                foundation.stateDirectory(),
                new Upgrades.Surroundings(
                        subjects.upgrades(),
                        subjects.media(),
                        director,
                        subjects.host(),
                        subjects.pair(),
                        database::available,
                        () -> sizeOf(database),
                        alarms::active,
                        operations,
                        new BackupBefore(
                                backups, () -> subjects.settings().get().backup()),
                        subjects.packageTrust()),
                foundation.clock(),
                foundation.deadlines());
        this.routes = new ArrayList<>();
        addAccountRoutes(users, lockouts(subjects.settings()));
        addCallRoutes(subjects);
        addSettingsRoutes(subjects);
        addSystemRoutes(subjects);
        this.backupSchedule = addBackupRoutes(subjects, maker, store, backups);
    }

    /** Bytes that the database takes; 0 while it does not answer. */
    private static long sizeOf(Database database) {
        try {
            return database.query("select pg_database_size(current_database()) as size", row -> row.bigInteger("size"))
                    .getFirst();
        } catch (DatabaseException e) {
            return 0;
        }
    }

    private Lockouts lockouts(Supplier<ManagementSettings> settings) {
        return new Lockouts(foundation.clock(), foundation.deadlines(), foundation.metrics(), new Lockouts.Policy() {
            @Override
            public int threshold() {
                return settings.get().lockoutThreshold();
            }

            @Override
            public Duration duration() {
                return settings.get().lockoutDuration();
            }
        });
    }

    private void addAccountRoutes(UserStore users, Lockouts lockouts) {
        routes.addAll(new SessionResource(users, sessions, lockouts, firstAdministrator, foundation.clock()).routes());
        routes.addAll(new UsersResource(users, sessions, lockouts).routes());
        routes.addAll(new TokensResource(tokens).routes());
        routes.addAll(new AuditResource(foundation.audit()).routes());
    }

    private void addCallRoutes(Subjects subjects) {
        routes.addAll(new CallsResource(picture, subjects.director()).routes());
        routes.addAll(new RegistrationsResource(subjects.director()).routes());
        routes.addAll(new TurnResource(subjects.director(), subjects.turn(), foundation.clock()).routes());
        routes.addAll(new HistoryResource(subjects.history(), subjects.retention(), operations).routes());
        routes.addAll(new OperationsResource(operations).routes());
    }

    private void addSettingsRoutes(Subjects subjects) {
        SettingsResource settings = new SettingsResource(subjects.revisions(), subjects.candidates());
        routes.addAll(settings.routes());
        NetworkGuard guard = new NetworkGuard(subjects.host());
        routes.addAll(new RevisionsResource(settings, subjects.revisions(), subjects.candidates(), guard).routes());
        routes.addAll(new NetworkResource(hostFollower, subjects.host(), guard, subjects.candidates()).routes());
    }

    private BackupSchedule addBackupRoutes(Subjects subjects, BackupMaker maker, BackupStore store, OwnBackups backups)
            throws IOException {
        Restoring restoring = new Restoring(
                foundation.database(),
                subjects.revisions(),
                maker,
                subjects.files(),
                new NetworkGuard(subjects.host()),
                SettingsSchema.OF_THIS_RELEASE);
        routes.addAll(new BackupsResource(store, maker, restoring, sessions, foundation.clock()).routes());
        BackupSchedule schedule = new BackupSchedule(
                new BackupSchedule.Surroundings(
                        backups,
                        () -> subjects.settings().get().backup(),
                        subjects.timeZone(),
                        foundation.alarms(),
                        foundation.clock(),
                        foundation.deadlines()),
                foundation.stateDirectory().resolve("backup-plan.json"));
        routes.addAll(
                new BackupPlanResource(schedule, () -> subjects.settings().get().backup(), operations).routes());
        return schedule;
    }

    private void addSystemRoutes(Subjects subjects) {
        RemoteDirector director = subjects.director();
        routes.addAll(alarms.routes());
        routes.addAll(
                new OverviewResource(sampler, new Health(sampler, foundation.clock()), this::recentAlarms).routes());
        routes.addAll(new EventsResource(
                        new EventSources(picture, sampler, hostFollower, upgrades, foundation.alarms(), alarms::active),
                        foundation.liveObjects())
                .routes());
        routes.addAll(new StatusResource(
                        subjects.status(), director, foundation.database()::available, subjects.databaseName())
                .routes());
        routes.addAll(new MetricsResource(foundation.metrics(), director).routes());
        routes.addAll(new NicsResource(subjects.nics()).routes());
        routes.addAll(new PowerResource(subjects.host()).routes());
        routes.addAll(upgrades.routes());
        routes.addAll(new ContractResource().routes());
    }

    /** Lasting and past ones as journalled; with the database away, those that last. */
    private List<Alarm> recentAlarms() {
        try {
            return new AlarmHistory(foundation.database())
                    .before(Long.MAX_VALUE, RECENT_ALARMS, null, null, null).stream()
                            .map(AlarmHistory.Entry::alarm)
                            .toList();
        } catch (DatabaseException e) {
            return alarms.active().stream().limit(RECENT_ALARMS).toList();
        }
    }

    /** All operations, for those who check them against the contract. */
    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Creates the first administrator if there is no user. */
    public void ensureAdministrator() {
        firstAdministrator.ensure();
    }

    /** The generated password of the first administrator, while it was not changed yet. */
    public Optional<String> initialPassword() {
        return firstAdministrator.initialPassword();
    }

    /**
     * Starts to serve.
     *
     * @throws IOException when the address is taken or not ours
     */
    public ApiServer serve(InetSocketAddress bound, TlsIdentity identity) throws IOException {
        sampler.start();
        nicWatch.start();
        hostFollower.start();
        backupSchedule.start();
        return new ApiServer(
                bound, identity, routes, new Callers(sessions, tokens), foundation.audit(), foundation.metrics());
    }

    @Override
    public void close() {
        backupSchedule.close();
        upgrades.close();
        hostFollower.close();
        nicWatch.close();
        sampler.close();
        picture.close();
    }
}
