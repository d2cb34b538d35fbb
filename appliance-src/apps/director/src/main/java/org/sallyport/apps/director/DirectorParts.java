package org.sallyport.apps.director;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sallyport.base.lifecycle.OpenParts;
import org.sallyport.core.calls.admission.AdmissionChain;
import org.sallyport.core.calls.admission.CapacityAdmission;
import org.sallyport.core.calls.history.CallHistoryWriter;
import org.sallyport.core.calls.live.LiveCalls;
import org.sallyport.core.control.ControlServer;
import org.sallyport.core.control.director.DirectorVerbs;
import org.sallyport.core.control.director.LocalDirector;
import org.sallyport.core.pki.TlsIdentities;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.process.ProcessFrame;
import org.sallyport.core.process.SettingsAlarms;
import org.sallyport.core.settings.feed.StoredSettingsFeed;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.core.settings.secrets.SecretBox;
import org.sallyport.core.telemetry.alarms.AlarmJournal;
import org.sallyport.media.relay.RelayEngine;
import org.sallyport.media.relay.RelayOptions;
import org.sallyport.service.sip.SipService;
import org.sallyport.service.sip.SipServiceContext;
import org.sallyport.service.sip.call.SipTimers;
import org.sallyport.service.sip.media.RelayedCallMediaFactory;
import org.sallyport.service.sip.stack.ListenerException;
import org.sallyport.service.sip.transport.ListenerTls;
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
        RelayEngine media = parts.keep(new RelayEngine(
                RelayOptions.ofSystem(),
                () -> settings.current().media(),
                frame.metrics(),
                frame.alarms(),
                frame.liveObjects(),
                frame.deadlines()));
        SipService sip = parts.keep(new SipService(new SipServiceContext(
                settings,
                calls,
                new AdmissionChain(List.of(admission), frame.metrics()),
                new RelayedCallMediaFactory(media, settings::current),
                tls(state, settings.current().sip()),
                frame.metrics(),
                frame.alarms(),
                frame.liveObjects(),
                frame.deadlines(),
                SipTimers.STANDARD,
                frame.clock())));
        parts.keep(admission::drain);
        StatusView status = new StatusView(frame.probe(), settings, sip, admission, calls);
        LocalDirector director = new LocalDirector(calls, frame.alarms(), frame.metrics(), status::now);
        parts.keep(new ControlServer(
                frame.process().controlSocket(), DirectorVerbs.of(director), frame.deadlines(), frame.liveObjects()));
        sip.start();
        LOG.info("The director is ready with settings revision {}.", settings.revision());
    }

    /** One identity for all TLS listeners, made at the first start; peers of any certificate are spoken to. */
    private static ListenerTls tls(Path state, SipSettings sip) throws IOException {
        List<String> names = sip.listeners().stream()
                .map(listener -> listener.address().advertisedHost())
                .distinct()
                .toList();
        TlsIdentity identity = TlsIdentities.loadOrCreate(state.resolve("sip-tls"), "sallyport", names);
        return new ListenerTls(() -> identity, Optional.empty(), false);
    }
}
