package org.sallyport.apps.manager;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sallyport.base.lifecycle.OpenParts;
import org.sallyport.core.calls.history.HistoryRetention;
import org.sallyport.core.calls.history.PostgresCallHistory;
import org.sallyport.core.control.ControlClient;
import org.sallyport.core.control.director.RemoteDirector;
import org.sallyport.core.control.files.KeptDirectories;
import org.sallyport.core.control.files.RemoteFiles;
import org.sallyport.core.control.host.RemoteHost;
import org.sallyport.core.control.media.RemoteMedia;
import org.sallyport.core.control.nic.RemoteNics;
import org.sallyport.core.control.plate.RemotePlate;
import org.sallyport.core.control.upgrade.RemoteUpgrades;
import org.sallyport.core.pki.IdentityFiles;
import org.sallyport.core.process.IdentityWatch;
import org.sallyport.core.process.ProcessFrame;
import org.sallyport.core.process.ProcessMain;
import org.sallyport.core.process.SettingsAlarms;
import org.sallyport.core.settings.feed.StoredSettingsFeed;
import org.sallyport.core.settings.model.ProcessSettings;
import org.sallyport.core.settings.revisions.ConfirmationWatch;
import org.sallyport.core.settings.revisions.SettingsCandidates;
import org.sallyport.core.settings.revisions.SettingsRevisions;
import org.sallyport.core.settings.secrets.SecretBox;
import org.sallyport.core.telemetry.alarms.AlarmJournal;
import org.sallyport.core.telemetry.audit.AuditLog;
import org.sallyport.management.api.ManagementApi;
import org.sallyport.management.api.backup.SystemFiles;
import org.sallyport.management.api.http.ApiServer;
import org.sallyport.management.api.upgrade.StandingAlone;
import org.sallyport.management.api.upgrade.Upgrades;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The manager: console, API, and what watches over settings. Calls do not notice when it ends. */
public final class Manager {
    static final List<String> CHANGELOGS =
            List.of("db/settings.sql", "db/telemetry.sql", "db/calls.sql", "db/management.sql");
    private static final Logger LOG = LoggerFactory.getLogger(Manager.class);
    private static final Duration DIRECTOR_TIMEOUT = Duration.ofSeconds(5);

    /** An adapter blinks for 20 s; what reads media is started first, which a slow machine takes its time for. */
    private static final Duration MACHINE_TIMEOUT = Duration.ofSeconds(25);

    /** Each of four interfaces is waited for 20 s, and each other program may take its time. */
    private static final Duration HOST_TIMEOUT = Duration.ofMinutes(3);

    private Manager() {}

    /** Runs the manager: {@code --settings FILE}, any number of times. */
    public static void main(String[] arguments) {
        ProcessMain.run("manager", arguments, CHANGELOGS, Manager::compose);
    }

    static ApiServer compose(ProcessFrame frame) throws IOException {
        OpenParts parts = frame.parts();
        ProcessSettings process = frame.process();
        Path state = process.stateDirectory();
        SecretBox secrets = SecretBox.in(process.keysDirectory());
        parts.keep(new AlarmJournal(frame.name(), frame.alarms(), frame.database(), frame.clock(), frame.metrics()));
        StoredSettingsFeed feed = parts.keep(new StoredSettingsFeed(
                frame.database(),
                frame.file(),
                secrets,
                state.resolve("manager-settings.json"),
                new SettingsAlarms(frame.alarms())));
        SettingsRevisions revisions = new SettingsRevisions(frame.database(), frame.file(), secrets, frame.clock());
        parts.keep(ConfirmationWatch.start(frame.database(), revisions, frame.deadlines(), frame.clock()));
        ManagementApi api = parts.keep(new ManagementApi(
                new ManagementApi.Foundation(
                        state,
                        frame.clock(),
                        frame.deadlines(),
                        frame.liveObjects(),
                        frame.metrics(),
                        frame.alarms(),
                        parts.keep(new AuditLog(frame.database(), frame.clock(), frame.metrics())),
                        frame.database()),
                subjects(frame, feed, revisions, secrets)));
        parts.keep(new AdministratorAtStart(api, frame.deadlines()));
        return serve(frame, api);
    }

    private static ManagementApi.Subjects subjects(
            ProcessFrame frame, StoredSettingsFeed feed, SettingsRevisions revisions, SecretBox secrets) {
        HistoryRetention retention = frame.parts()
                .keep(new HistoryRetention(
                        frame.database(),
                        () -> feed.current().management().historyRetention(),
                        frame.clock(),
                        frame.deadlines()));
        return new ManagementApi.Subjects(
                new RemoteDirector(
                        new ControlClient(frame.process().controlSocket(), DIRECTOR_TIMEOUT, frame.deadlines())),
                new PostgresCallHistory(frame.database()),
                retention::run,
                revisions,
                new SettingsCandidates(frame.database(), revisions, frame.file(), secrets, frame.clock()),
                () -> feed.current().management(),
                () -> feed.current().turn(),
                () -> feed.current().network().timeZone(),
                () -> frame.probe().status(feed.revision()),
                frame.process().databaseUrl(),
                new RemoteNics(new ControlClient(frame.process().hostSocket(), MACHINE_TIMEOUT, frame.deadlines())),
                new RemoteHost(new ControlClient(frame.process().hostSocket(), HOST_TIMEOUT, frame.deadlines())),
                new RemoteUpgrades(new ControlClient(frame.process().hostSocket(), MACHINE_TIMEOUT, frame.deadlines())),
                new StandingAlone(),
                new RemoteMedia(new ControlClient(
                        frame.process().hostSocket().resolveSibling("media.sock"), HOST_TIMEOUT, frame.deadlines())),
                Upgrades.Trust.INSTALLED,
                files(frame));
    }

    private static SystemFiles files(ProcessFrame frame) {
        ProcessSettings process = frame.process();
        return new SystemFiles(List.of(
                new SystemFiles.Owner(
                        KeptDirectories.ofSecrets(Map.of(SystemFiles.MANAGEMENT_TLS, identityDirectory(process))),
                        Set.of(SystemFiles.MANAGEMENT_TLS),
                        false),
                new SystemFiles.Owner(
                        new RemoteFiles(
                                new ControlClient(process.controlSocket(), DIRECTOR_TIMEOUT, frame.deadlines())),
                        Set.of(SystemFiles.SIP_TLS, SystemFiles.TURN_TLS),
                        false),
                new SystemFiles.Owner(
                        new RemoteFiles(new ControlClient(process.hostSocket(), DIRECTOR_TIMEOUT, frame.deadlines())),
                        Set.of(SystemFiles.CONFIGURATION),
                        true)));
    }

    private static Path identityDirectory(ProcessSettings process) {
        return process.stateDirectory().resolve("tls").resolve("management");
    }

    private static ApiServer serve(ProcessFrame frame, ManagementApi api) throws IOException {
        ProcessSettings process = frame.process();
        IdentityWatch identity = frame.parts()
                .keep(new IdentityWatch(
                        frame,
                        "management.tls",
                        "The certificate of console and API",
                        new IdentityFiles(
                                identityDirectory(process),
                                process.managementHost(),
                                () -> List.of(
                                        process.managementHost(),
                                        process.managementAddress().getHostAddress()),
                                frame.clock())));
        PlateTeller teller = frame.parts()
                .keep(new PlateTeller(
                        new RemotePlate(new ControlClient(process.hostSocket(), DIRECTOR_TIMEOUT, frame.deadlines())),
                        process.managementPort(),
                        identity.get(),
                        new RemoteDirector(
                                new ControlClient(process.controlSocket(), DIRECTOR_TIMEOUT, frame.deadlines())),
                        api::initialPassword,
                        frame.alarms(),
                        frame.deadlines()));
        teller.start();
        ApiServer server = frame.parts()
                .keep(api.serve(
                        new InetSocketAddress(process.managementAddress(), process.managementPort()), identity.get()));
        identity.listen(teller::announce);
        identity.listen(server::show);
        LOG.info("console and API are at https://{}:{}", process.managementHost(), server.port());
        return server;
    }
}
