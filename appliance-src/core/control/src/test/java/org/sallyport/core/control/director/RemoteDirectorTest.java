package org.sallyport.core.control.director;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.CallDirection;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.CallState;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.core.calls.live.Forwarding;
import org.sallyport.core.calls.live.LadderEvent;
import org.sallyport.core.calls.live.LegSnapshot;
import org.sallyport.core.calls.live.LiveCalls;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.core.calls.live.StreamSnapshot;
import org.sallyport.core.calls.live.StreamSnapshot.StreamEnd;
import org.sallyport.core.calls.registrations.LiveRegistrations;
import org.sallyport.core.calls.registrations.RegistrationId;
import org.sallyport.core.calls.registrations.RegistrationPage;
import org.sallyport.core.calls.registrations.RegistrationQuery;
import org.sallyport.core.calls.registrations.RegistrationSnapshot;
import org.sallyport.core.calls.registrations.RegistrationState;
import org.sallyport.core.control.ControlClient;
import org.sallyport.core.control.ControlServer;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.director.DirectorStatus.CallServerStatus;
import org.sallyport.core.control.director.DirectorStatus.CapacityStatus;
import org.sallyport.core.control.director.DirectorStatus.ListenerStatus;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.core.telemetry.process.ProcessProbe;

final class RemoteDirectorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final CallSnapshot CALL = call();
    private static final RegistrationSnapshot REGISTRATION = new RegistrationSnapshot(
            RegistrationId.random(),
            SignallingProtocol.SIP,
            RegistrationState.ACTIVE,
            "sip:alice@b.example",
            "sip:alice@192.168.7.7",
            "192.0.2.9:5060",
            "UDP",
            "outside",
            null,
            NOW,
            NOW,
            NOW,
            NOW);
    private static final LadderEvent INVITE =
            new LadderEvent(NOW, LadderEvent.Party.CALLER, false, "INVITE", "INVITE sip:a@b SIP/2.0\r\n\r\n");
    private static final Alarm ALARM =
            new Alarm("sip.call-server.unreachable", Alarm.Severity.CRITICAL, "director", "No.", "Look.", NOW, null);

    @TempDir
    private Path directory;

    private final LiveObjects liveObjects = new LiveObjects();
    private final Deadlines deadlines = new Deadlines(liveObjects);
    private final Scripted director = new Scripted();
    private ControlServer server;
    private RemoteDirector remote;

    @BeforeEach
    void start() throws IOException {
        Path file = directory.resolve("director");
        server = new ControlServer(file, DirectorVerbs.of(director), deadlines, liveObjects);
        remote = new RemoteDirector(new ControlClient(file, Duration.ofSeconds(10), deadlines));
    }

    @AfterEach
    void stop() {
        server.close();
        deadlines.close();
    }

    private static final TurnCredential CREDENTIAL = new TurnCredential("1:test", "secret");
    private static final TurnAllocation ALLOCATION = new TurnAllocation(
            "0a",
            "alice",
            "example.org",
            "192.0.2.9:40000",
            "198.51.100.1:3478",
            "UDP",
            "external-udp",
            List.of("198.51.100.1:50002", "[2001:db8::1]:50002"),
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds(600),
            1,
            2,
            3,
            4,
            5,
            6);

    @Test
    void carriesCallsUnchanged() {
        assertThat(remote.calls()).containsExactly(CALL);
        assertThat(remote.call(CALL.id())).contains(new CallDetailRecord(CALL, List.of(INVITE)));
        assertThat(remote.call(new CallId("none"))).isEmpty();
    }

    @Test
    void hangsUpInTheNameOfTheAdministrator() {
        assertThat(remote.hangUp(CALL.id(), "alice")).isTrue();
        assertThat(director.hungUpBy).containsExactly("alice");
        assertThat(remote.hangUp(new CallId("none"), "alice")).isFalse();
    }

    @Test
    void carriesRegistrationsUnchangedAndEndsThem() {
        RegistrationQuery query = new RegistrationQuery("alice", RegistrationState.ACTIVE, "0", 7);
        assertThat(remote.registrations(query)).isEqualTo(new RegistrationPage(List.of(REGISTRATION), "next"));
        assertThat(director.queries).containsExactly(query);
        assertThat(remote.endRegistration(REGISTRATION.id())).isTrue();
        assertThat(remote.endRegistration(new RegistrationId("none"))).isFalse();
    }

    @Test
    void carriesTurnAllocationsAndCredentialsUnchanged() {
        assertThat(remote.turnAllocations()).containsExactly(ALLOCATION);
        assertThat(remote.endTurnAllocation(ALLOCATION.id())).isTrue();
        assertThat(remote.endTurnAllocation("none")).isFalse();
        assertThat(remote.turnTestCredential()).isEqualTo(CREDENTIAL);
    }

    @Test
    void carriesStatusMetricsAndAlarmsUnchanged() {
        assertThat(remote.status()).isEqualTo(director.status);
        assertThat(remote.status().ready()).isTrue();
        assertThat(remote.metrics()).isEqualTo("a 1\n");
        assertThat(remote.alarms()).containsExactly(ALARM);
    }

    @Test
    void holdsCallsOffForAsLongAsAsked() {
        remote.holdOffCalls(Duration.ofSeconds(30));
        remote.holdOffCalls(Duration.ZERO);
        assertThat(director.heldOff).containsExactly(Duration.ofSeconds(30), Duration.ZERO);
    }

    @Test
    void startsFeedWithFullState() throws InterruptedException {
        BlockingQueue<DirectorEvent> told = new LinkedBlockingQueue<>();
        try (Verb.Subscription _ = remote.subscribe(told::add)) {
            assertThat(told.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new DirectorEvent.State(List.of(CALL), List.of(ALARM)));
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(new DirectorEvent.CallChanged(CALL));
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(new DirectorEvent.AlarmChanged(ALARM));
        }
    }

    @Test
    void localDirectorTellsFullStateBeforeChanges() {
        Metrics metrics = new Metrics();
        Alarms alarms = new Alarms("director", Clock.systemUTC());
        alarms.raise("a", Alarm.Severity.WARNING, "a", "a");
        List<DirectorEvent> told = new CopyOnWriteArrayList<>();
        try (LiveCalls calls = new LiveCalls(Clock.systemUTC(), deadlines, liveObjects, metrics, _ -> {})) {
            LocalDirector local = new LocalDirector(
                    calls,
                    new LiveRegistrations(liveObjects, metrics),
                    director,
                    alarms,
                    metrics,
                    () -> director.status,
                    director::holdOffCalls);
            try (Verb.Subscription _ = local.subscribe(told::add)) {
                alarms.clear("a");
            }
            alarms.raise("b", Alarm.Severity.WARNING, "b", "b");
        }
        assertThat(told).hasSize(2);
        assertThat(told.getFirst())
                .isInstanceOfSatisfying(
                        DirectorEvent.State.class,
                        state -> assertThat(state.alarms()).hasSize(1));
        assertThat(told.getLast())
                .isInstanceOfSatisfying(
                        DirectorEvent.AlarmChanged.class,
                        changed -> assertThat(changed.alarm().clearedAt()).isNotNull());
    }

    @Test
    void sumsTrafficBySide() {
        assertThat(Traffic.of(List.of(CALL, CALL))).isEqualTo(new Traffic(0, 0, 2, 128_000, 0));
    }

    private static CallSnapshot call() {
        LegSnapshot leg = new LegSnapshot(
                Side.EXTERNAL, "sip:a@b", null, "UDP", "192.0.2.1:5060", "192.0.2.9:5060", "1@x", "tester", false);
        StreamEnd end = new StreamEnd(
                Side.EXTERNAL,
                "192.0.2.1:30000",
                null,
                null,
                "PCMU/8000",
                Forwarding.byKernel("both parties are learnt"),
                new FlowStatistics(50, 8600, 0, 0.5, null, 64_000, 0));
        return new CallSnapshot(
                CallId.random(),
                3,
                SignallingProtocol.SIP,
                CallDirection.INBOUND,
                CallState.CONNECTED,
                NOW,
                NOW,
                null,
                null,
                leg,
                null,
                List.of(new StreamSnapshot(0, "audio", "RTP/AVP", null, false, List.of(end))));
    }

    private static final class Scripted implements DirectorControl {
        private final List<RegistrationQuery> queries = new CopyOnWriteArrayList<>();
        private final List<String> hungUpBy = new CopyOnWriteArrayList<>();
        private final List<Duration> heldOff = new CopyOnWriteArrayList<>();
        private final DirectorStatus status = new DirectorStatus(
                new ProcessProbe("director", new LiveObjects()).status(7),
                List.of(new ListenerStatus(
                        "outside", Side.EXTERNAL, "UDP", "192.0.2.1:5060", "192.0.2.1:5060", true, null)),
                new CallServerStatus("192.0.2.5:5060 UDP", CallServerStatus.State.REACHABLE, NOW, null),
                new CapacityStatus(1, 500, 64, 700_000, 1, 2000),
                new Traffic(0, 0, 1, 64_000, 0));

        @Override
        public List<CallSnapshot> calls() {
            return List.of(CALL);
        }

        @Override
        public Optional<CallDetailRecord> call(CallId id) {
            return id.equals(CALL.id()) ? Optional.of(new CallDetailRecord(CALL, List.of(INVITE))) : Optional.empty();
        }

        @Override
        public boolean hangUp(CallId id, String by) {
            if (!id.equals(CALL.id())) {
                return false;
            }
            return hungUpBy.add(by);
        }

        @Override
        public RegistrationPage registrations(RegistrationQuery query) {
            queries.add(query);
            return new RegistrationPage(List.of(REGISTRATION), "next");
        }

        @Override
        public boolean endRegistration(RegistrationId id) {
            return id.equals(REGISTRATION.id());
        }

        @Override
        public void holdOffCalls(Duration time) {
            heldOff.add(time);
        }

        @Override
        public List<TurnAllocation> turnAllocations() {
            return List.of(ALLOCATION);
        }

        @Override
        public boolean endTurnAllocation(String id) {
            return id.equals(ALLOCATION.id());
        }

        @Override
        public TurnCredential turnTestCredential() {
            return CREDENTIAL;
        }

        @Override
        public DirectorStatus status() {
            return status;
        }

        @Override
        public String metrics() {
            return "a 1\n";
        }

        @Override
        public List<Alarm> alarms() {
            return List.of(ALARM);
        }

        @Override
        public Verb.Subscription subscribe(Consumer<DirectorEvent> listener) {
            listener.accept(new DirectorEvent.State(List.of(CALL), List.of(ALARM)));
            listener.accept(new DirectorEvent.CallChanged(CALL));
            listener.accept(new DirectorEvent.AlarmChanged(ALARM));
            return () -> {};
        }
    }
}
