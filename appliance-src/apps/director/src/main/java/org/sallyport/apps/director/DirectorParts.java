package org.sallyport.apps.director;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sallyport.base.lifecycle.OpenParts;
import org.sallyport.core.calls.admission.AdmissionChain;
import org.sallyport.core.calls.admission.CapacityAdmission;
import org.sallyport.core.calls.admission.RegistrationCapacity;
import org.sallyport.core.calls.history.CallHistoryWriter;
import org.sallyport.core.calls.live.LiveCalls;
import org.sallyport.core.calls.registrations.LiveRegistrations;
import org.sallyport.core.control.ControlServer;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.director.DirectorVerbs;
import org.sallyport.core.control.director.LocalDirector;
import org.sallyport.core.control.files.FileVerbs;
import org.sallyport.core.control.files.KeptDirectories;
import org.sallyport.core.pki.AuthoritiesFile;
import org.sallyport.core.pki.FollowedFiles;
import org.sallyport.core.pki.IdentityFiles;
import org.sallyport.core.pki.SystemAuthorities;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.process.IdentityWatch;
import org.sallyport.core.process.ProcessFrame;
import org.sallyport.core.process.SettingsAlarms;
import org.sallyport.core.process.TlsFileAlarm;
import org.sallyport.core.settings.feed.LeaseWatch;
import org.sallyport.core.settings.feed.SettingsFeed;
import org.sallyport.core.settings.feed.StoredSettingsFeed;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.core.settings.model.TurnSettings;
import org.sallyport.core.settings.secrets.SecretBox;
import org.sallyport.core.settings.sections.LeasedAddresses;
import org.sallyport.core.telemetry.alarms.AlarmJournal;
import org.sallyport.media.relay.RelayEngine;
import org.sallyport.media.relay.RelayOptions;
import org.sallyport.service.sip.SipCertificates;
import org.sallyport.service.sip.SipService;
import org.sallyport.service.sip.SipServiceContext;
import org.sallyport.service.sip.call.SipTimers;
import org.sallyport.service.sip.media.RelayedCallMediaFactory;
import org.sallyport.service.sip.route.SipLocator;
import org.sallyport.service.sip.stack.ListenerException;
import org.sallyport.service.turn.TurnService;
import org.sallyport.service.turn.TurnServiceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what the director is of, from the inside outward: a part is open before another one needs it. */
final class DirectorParts {
    private static final Logger LOG = LoggerFactory.getLogger(DirectorParts.class);

    private DirectorParts() {}

    /** Opens everything and returns when calls are taken; listeners come last, so that no call finds half a system. */
    static void open(ProcessFrame frame) throws IOException, ListenerException {
        OpenParts parts = frame.parts();
        Path state = frame.process().stateDirectory();
        parts.keep(new AlarmJournal(frame.name(), frame.alarms(), frame.database(), frame.clock(), frame.metrics()));
        StoredSettingsFeed settings = parts.keep(new StoredSettingsFeed(
                frame.database(),
                frame.file(),
                SecretBox.in(frame.process().keysDirectory()),
                state.resolve("director-settings.json"),
                new SettingsAlarms(frame.alarms())));
        CallHistoryWriter history = parts.keep(new CallHistoryWriter(
                frame.database(), state.resolve("call-history.spool"), frame.alarms(), frame.metrics()));
        LiveCalls calls = parts.keep(
                new LiveCalls(frame.clock(), frame.deadlines(), frame.liveObjects(), frame.metrics(), history));
        CapacityAdmission admission =
                new CapacityAdmission(settings, frame.alarms(), frame.metrics(), System::nanoTime);
        LiveRegistrations registrations = new LiveRegistrations(frame.liveObjects(), frame.metrics());
        RelayEngine media = parts.keep(new RelayEngine(
                RelayOptions.ofSystem(),
                () -> settings.current().media(),
                frame.metrics(),
                frame.alarms(),
                frame.liveObjects(),
                frame.deadlines()));
        SipLocator locator = parts.keep(new SipLocator(List.of()));
        SipService sip = parts.keep(new SipService(new SipServiceContext(
                settings,
                calls,
                new AdmissionChain(List.of(admission), frame.metrics()),
                registrations,
                new RegistrationCapacity(settings, registrations::size, frame.metrics(), System::nanoTime),
                new RelayedCallMediaFactory(media, settings::current, locator::addresses, frame.metrics()),
                locator,
                certificates(frame, settings),
                frame.metrics(),
                frame.alarms(),
                frame.liveObjects(),
                frame.deadlines(),
                SipTimers.STANDARD,
                frame.clock())));
        TurnService turn = parts.keep(new TurnService(new TurnServiceContext(
                settings,
                media.shards(),
                turnIdentity(frame, settings),
                admission::isClosing,
                frame.metrics(),
                frame.alarms(),
                frame.liveObjects(),
                frame.deadlines(),
                frame.clock())));
        parts.keep(admission::drain);
        StatusView status = new StatusView(frame.probe(), settings, sip, admission, calls, registrations);
        LocalDirector director = new LocalDirector(
                calls,
                registrations,
                new TurnView(turn, frame.clock()),
                frame.alarms(),
                frame.metrics(),
                status::now,
                admission::holdOff);
        Map<String, Verb> verbs = new HashMap<>(DirectorVerbs.of(director));
        verbs.putAll(FileVerbs.of(KeptDirectories.ofSecrets(
                Map.of("sip-tls", directory(frame, "sip-tls"), "turn-tls", directory(frame, "turn-tls")))));
        parts.keep(new ControlServer(frame.process().controlSocket(), verbs, frame.deadlines(), frame.liveObjects()));
        sip.start();
        turn.start();
        parts.keep(new LeaseWatch(
                        () -> settings.current().network(),
                        LeasedAddresses.OF_THIS_MACHINE,
                        settings::reread,
                        frame.deadlines()))
                .start();
        LOG.info("The director is ready with settings revision {}.", settings.revision());
    }

    /** One identity for all TLS listeners, and the authorities that the settings name; all followed while they change. */
    private static SipCertificates certificates(ProcessFrame frame, SettingsFeed settings) {
        OpenParts parts = frame.parts();
        Supplier<SipSettings> sip = () -> settings.current().sip();
        IdentityWatch identity = parts.keep(new IdentityWatch(
                frame,
                "sip.tls",
                "The certificate of SIP over TLS",
                new IdentityFiles(
                        directory(frame, "sip-tls"), "sallyport", () -> advertisedHosts(sip.get()), frame.clock())));
        FollowedFiles<List<X509Certificate>> system = parts.keep(
                authorities(frame, "sip.tls.system-authorities", "The bundle of authorities", new SystemAuthorities()));
        FollowedFiles<List<X509Certificate>> own = parts.keep(authorities(
                frame,
                "sip.tls.authorities-file",
                "The setting sip.tls.authorities-file",
                new AuthoritiesFile(() -> sip.get().tls().authoritiesFile())));
        settings.listen((_, _) -> own.refresh());
        return new SipCertificates(identity, system, own);
    }

    /** What TURN over TLS is proved with: a certificate of its own, for clients outside know it by another name. */
    private static Supplier<TlsIdentity> turnIdentity(ProcessFrame frame, SettingsFeed settings) {
        return frame.parts()
                .keep(new IdentityWatch(
                        frame,
                        "turn.tls",
                        "The certificate of TURN over TLS",
                        new IdentityFiles(
                                directory(frame, "turn-tls"),
                                "sallyport",
                                () -> turnHosts(settings.current().turn()),
                                frame.clock())));
    }

    private static List<String> turnHosts(TurnSettings turn) {
        return Stream.concat(
                        Stream.of(turn.relay().ipv4().advertised()),
                        turn.listeners().stream()
                                .map(listener -> listener.address().bound().getAddress()))
                .map(InetAddress::getHostAddress)
                .distinct()
                .toList();
    }

    private static Path directory(ProcessFrame frame, String name) {
        return frame.process().stateDirectory().resolve(name);
    }

    private static FollowedFiles<List<X509Certificate>> authorities(
            ProcessFrame frame, String key, String what, FollowedFiles.Source<List<X509Certificate>> source) {
        return new FollowedFiles<>(
                source,
                new TlsFileAlarm<>(
                        frame.alarms(),
                        key + "-refused",
                        what,
                        "Meanwhile the authorities that it held before are believed; after a start, none of it."),
                frame.deadlines(),
                FollowedFiles.INTERVAL);
    }

    private static List<String> advertisedHosts(SipSettings sip) {
        return sip.listeners().stream()
                .map(listener -> listener.address().advertisedHost())
                .distinct()
                .toList();
    }
}
