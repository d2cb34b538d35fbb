package org.sallyport.service.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.admission.Admission;
import org.sallyport.core.calls.admission.AdmissionDecision.Admitted;
import org.sallyport.core.calls.admission.AdmissionDecision.Permit;
import org.sallyport.core.calls.admission.RegistrationAdmission;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.CallState;
import org.sallyport.core.calls.live.LiveCalls;
import org.sallyport.core.calls.registrations.LiveRegistrations;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.settings.feed.SettingsFeed;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.CapacitySettings;
import org.sallyport.core.settings.model.ManagementSettings;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.settings.model.MediaSettings.Dscp;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.SipConnections;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipRegistrations;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.core.settings.model.SipTls;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.core.settings.sections.SettingsDocument;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.service.sip.call.SipTimers;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipPeer;
import org.sallyport.service.sip.peer.SipText;
import org.sallyport.service.sip.route.SipLocator;
import org.sallyport.testing.time.Eventually;

/** A SIP service on loopback between an outside (127.0.0.1) and an inside (127.0.0.2) peer, with its fakes in reach. */
final class Gate implements AutoCloseable {
    static final String OUTSIDE = "127.0.0.1";
    static final String INSIDE = "127.0.0.2";
    /** Short, so that lost messages are given up in under a second. */
    static final SipTimers TIMERS =
            new SipTimers(Duration.ofMillis(10), Duration.ofMillis(80), Duration.ofNanos(500_000));

    private static final Set<String> OF_NO_CALL = Set.of("deadline-sip-call-server-ping", "deadline-sip-registration");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    final SipPeer outside = new SipPeer(OUTSIDE);
    final SipPeer inside = new SipPeer(INSIDE);
    final Metrics metrics = new Metrics();
    final LiveObjects liveObjects = new LiveObjects();
    final List<CallDetailRecord> history = new CopyOnWriteArrayList<>();
    final List<FakeMedia> media = new CopyOnWriteArrayList<>();
    final Alarms alarms = new Alarms("test", Clock.systemUTC());
    final LiveCalls liveCalls;
    final LiveRegistrations registrations;
    private final SipServiceContext context;
    volatile SipService service;
    volatile Admission admission = _ -> new Admitted(freePermit());
    volatile RegistrationAdmission registrationAdmission = _ -> Optional.empty();

    private final Deadlines deadlines = new Deadlines(liveObjects);
    private final SipLocator locator;
    private final Feed feed;

    Gate() {
        this(UnaryOperator.identity());
    }

    Gate(UnaryOperator<SipSettings> change) {
        this(change, Duration.ofSeconds(60));
    }

    Gate(UnaryOperator<SipSettings> change, Duration mediaTimeout) {
        this(change, mediaTimeout, new SipLocator(List.of()), Gate::noTls);
    }

    /** One whose listeners may speak TLS. */
    Gate(UnaryOperator<SipSettings> change, Supplier<TlsIdentity> identity) {
        this(change, Duration.ofSeconds(60), new SipLocator(List.of()), identity);
    }

    /** One that asks name servers of the test, and closes the locator that does. */
    Gate(UnaryOperator<SipSettings> change, SipLocator locator) {
        this(change, Duration.ofSeconds(60), locator, Gate::noTls);
    }

    private static TlsIdentity noTls() {
        throw new IllegalStateException("no TLS here");
    }

    private Gate(
            UnaryOperator<SipSettings> change,
            Duration mediaTimeout,
            SipLocator locator,
            Supplier<TlsIdentity> identity) {
        this.locator = locator;
        Clock clock = Clock.systemUTC();
        feed = new Feed(settings(change.apply(sip(inside)), mediaTimeout));
        liveCalls = new LiveCalls(clock, deadlines, liveObjects, metrics, history::add);
        registrations = new LiveRegistrations(liveObjects, metrics);
        context = new SipServiceContext(
                feed,
                liveCalls,
                attempt -> admission.ask(attempt),
                registrations,
                attempt -> registrationAdmission.refusal(attempt),
                _ -> {
                    FakeMedia made = new FakeMedia();
                    media.add(made);
                    return made;
                },
                locator,
                new SipCertificates(identity, List::of, List::of),
                metrics,
                alarms,
                liveObjects,
                deadlines,
                TIMERS,
                clock);
        service = started(context);
    }

    private static SipService started(SipServiceContext context) {
        SipService service = new SipService(context);
        try {
            service.start();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return service;
    }

    /** As when the process ends and comes back, on other ports. */
    void restart() {
        service.close();
        service = started(context);
    }

    static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";

    /** A call that stands. */
    record Talk(SipDialog caller, SipDialog callee) {}

    /** A caller outside that dials a room inside; nothing is sent yet. */
    SipDialog caller() {
        return SipDialog.calling(
                outside, listener(Side.EXTERNAL), "sip:alice@outside.example", "sip:room@" + hostPort(Side.EXTERNAL));
    }

    /** The dialog of the inside peer for an INVITE that reached it. */
    SipDialog callee(SipText invite) {
        return SipDialog.called(inside, invite, listener(Side.INTERNAL));
    }

    /** Sets up a call from outside to inside, whose callee looks after its session timer itself. */
    Talk talk(String... inviteHeaders) {
        SipDialog caller = caller();
        caller.send("INVITE", SDP, inviteHeaders);
        SipText invite = inside.request("INVITE");
        SipDialog callee = callee(invite);
        callee.answer(
                invite,
                200,
                "OK",
                SDP,
                "Allow: INVITE, ACK, BYE, CANCEL, UPDATE, INFO, REFER, NOTIFY",
                "Require: timer",
                "Session-Expires: 1800;refresher=uas");
        inside.request("ACK");
        caller.madeBy(outside.response(200, "INVITE"));
        caller.ack(caller.lastCseq(), null);
        await("the call stands", () -> liveCalls.all().stream().anyMatch(call -> call.state() == CallState.CONNECTED));
        await("the ACK was heard", () -> liveObjects.counts().getOrDefault("deadline-sip-retransmission-end", 0L) == 0);
        return new Talk(caller, callee);
    }

    /** Where a side's peers, which speak UDP, send to. */
    InetSocketAddress listener(Side side) {
        return service.listeners().stream()
                .filter(listener -> listener.side() == side && listener.transport() == SipTransport.UDP)
                .findFirst()
                .orElseThrow()
                .address()
                .bound();
    }

    String hostPort(Side side) {
        InetSocketAddress address = listener(side);
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** Waits until a condition holds. */
    static void await(String what, BooleanSupplier condition) {
        Eventually.until(PATIENCE, () -> what, condition);
    }

    /** Waits until no call is left and its record is written. */
    CallDetailRecord recorded() {
        await("a call was recorded", () -> !history.isEmpty());
        return history.getFirst();
    }

    /** Waits until nothing of any call is left: no thread, dialog, deadline or media. */
    void awaitNothingLeft() {
        Eventually.until(
                PATIENCE,
                () -> "nothing of any call is left: " + liveObjects.counts(),
                () -> liveObjects.counts().entrySet().stream()
                                .filter(count -> isOfCalls(count.getKey()))
                                .allMatch(count -> count.getValue() == 0)
                        && media.stream().allMatch(one -> one.closed));
    }

    private static boolean isOfCalls(String type) {
        return type.equals("sip-call")
                || type.equals("sip-dialog-pair")
                || (type.startsWith("deadline-sip-") && !OF_NO_CALL.contains(type));
    }

    void changeSip(UnaryOperator<SipSettings> change) {
        Settings now = feed.current();
        feed.swap(settings(change.apply(now.sip()), now.media().inactivityTimeout()));
    }

    void changeListeners(UnaryOperator<List<SipListener>> change) {
        changeSip(sip -> new SipSettings(
                change.apply(new ArrayList<>(sip.listeners())),
                sip.callServer(),
                sip.tls(),
                sip.connections(),
                sip.registrations(),
                sip.sessionExpires(),
                sip.minSessionExpires(),
                sip.setupTimeout(),
                sip.ringTimeout(),
                sip.maxMessageSize()));
    }

    /** The external listener gives way to another one; where that is. */
    InetSocketAddress replaceOutside(LocalAddress by) {
        changeListeners(listeners -> {
            listeners.removeIf(listener -> listener.side() == Side.EXTERNAL);
            listeners.add(new SipListener("outside-" + SipPeer.random(), SipTransport.UDP, by));
            return listeners;
        });
        return listener(Side.EXTERNAL);
    }

    /** The count of a metric's line that begins so. */
    double metric(String line) {
        return metrics.exposition()
                .lines()
                .filter(one -> one.startsWith(line))
                .mapToDouble(one -> Double.parseDouble(one.substring(one.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static SipSettings sip(SipPeer callServer) {
        return new SipSettings(
                List.of(
                        new SipListener("outside", SipTransport.UDP, free(Side.EXTERNAL, OUTSIDE)),
                        new SipListener("inside", SipTransport.UDP, free(Side.INTERNAL, INSIDE))),
                new CallServer(
                        INSIDE, callServer.address().getPort(), SipTransport.UDP, Duration.ZERO, Optional.empty()),
                SipTls.AS_INSTALLED,
                SipConnections.AS_INSTALLED,
                SipRegistrations.AS_INSTALLED,
                Duration.ofSeconds(1800),
                Duration.ofSeconds(90),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                16_384);
    }

    static LocalAddress free(Side side, String host) {
        return new LocalAddress(side, new InetSocketAddress(InetAddress.ofLiteral(host), 0), host, 0);
    }

    private static Settings settings(SipSettings sip, Duration mediaTimeout) {
        MediaRange range = new MediaRange(InetAddress.ofLiteral(OUTSIDE), OUTSIDE, 20_000, 20_999, Dscp.USUAL);
        return new Settings(
                sip,
                new MediaSettings(range, range, Duration.ofSeconds(1), Duration.ofSeconds(1), mediaTimeout, false),
                SettingsDocument.defaults().turn(),
                new CapacitySettings(1000, 1_000_000, Optional.empty(), 1000, 2000, 1000),
                new ManagementSettings(Duration.ofMinutes(1), 5, Duration.ofMinutes(1), Duration.ofDays(1)),
                SettingsDocument.defaults().network());
    }

    private static Permit freePermit() {
        return new Permit() {
            @Override
            public void bandwidth(int kbps) {}

            @Override
            public void release() {}
        };
    }

    @Override
    public void close() {
        outside.grantAll();
        inside.grantAll();
        service.close();
        locator.close();
        deadlines.close();
        outside.close();
        inside.close();
    }

    private static final class Feed implements SettingsFeed {
        private final List<BiConsumer<Settings, Settings>> listeners = new CopyOnWriteArrayList<>();
        private volatile Settings current;

        Feed(Settings settings) {
            current = settings;
        }

        void swap(Settings now) {
            Settings before = current;
            current = now;
            listeners.forEach(listener -> listener.accept(before, now));
        }

        @Override
        public Settings current() {
            return current;
        }

        @Override
        public void listen(BiConsumer<Settings, Settings> listener) {
            listeners.add(listener);
        }
    }
}
