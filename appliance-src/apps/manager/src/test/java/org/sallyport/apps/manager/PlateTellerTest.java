package org.sallyport.apps.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.registrations.RegistrationId;
import org.sallyport.core.calls.registrations.RegistrationPage;
import org.sallyport.core.calls.registrations.RegistrationQuery;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.director.DirectorControl;
import org.sallyport.core.control.director.DirectorEvent;
import org.sallyport.core.control.director.DirectorStatus;
import org.sallyport.core.control.director.DirectorStatus.CallServerStatus;
import org.sallyport.core.control.director.DirectorStatus.CapacityStatus;
import org.sallyport.core.control.director.DirectorStatus.ListenerStatus;
import org.sallyport.core.control.director.Traffic;
import org.sallyport.core.control.director.TurnAllocation;
import org.sallyport.core.control.director.TurnCredential;
import org.sallyport.core.control.plate.PlateControl;
import org.sallyport.core.control.plate.ServicePlate;
import org.sallyport.core.pki.IdentityFiles;
import org.sallyport.core.pki.PemFiles;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.process.ProcessProbe;

final class PlateTellerTest {
    private static final int PORT = 8443;

    @TempDir
    private Path directory;

    private final LiveObjects liveObjects = new LiveObjects();
    private final Deadlines deadlines = new Deadlines(liveObjects);
    private final Alarms alarms = new Alarms("manager", Clock.systemUTC());
    private final BlockingQueue<ServicePlate> told = new LinkedBlockingQueue<>();
    private Optional<String> initialPassword = Optional.empty();

    @AfterEach
    void close() {
        deadlines.close();
    }

    private PlateTeller teller(PlateControl plate, DirectorControl director) {
        return new PlateTeller(plate, PORT, identity("first"), director, () -> initialPassword, alarms, deadlines);
    }

    private TlsIdentity identity(String name) {
        try {
            return new IdentityFiles(
                            directory.resolve(name), "localhost", () -> List.of("localhost"), Clock.systemUTC())
                    .read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServicePlate tell(DirectorControl director) {
        try (PlateTeller teller = teller(told::add, director)) {
            teller.start();
            return told.remove();
        }
    }

    @Test
    void tellsOfTheServicesWithTheAlarmsOfBoth() {
        alarms.raise("database.unreachable", Severity.CRITICAL, "The database is away.", "Start it.");

        ServicePlate plate = tell(new ScriptedDirector(true));

        assertThat(plate.port()).isEqualTo(PORT);
        assertThat(plate.carriesCalls()).isTrue();
        assertThat(plate.fingerprint()).isEqualTo(identity("first").fingerprint());
        assertThat(plate.certificate())
                .isEqualTo(PemFiles.text(identity("first").chain()));
        assertThat(plate.initialPassword()).isEmpty();
        assertThat(plate.alarms())
                .containsExactly("CRITICAL: The database is away.", "WARNING: A listener is not bound.");
    }

    @Test
    void tellsTheGeneratedPasswordWhileItIsNotChanged() {
        initialPassword = Optional.of("generated");

        assertThat(tell(new ScriptedDirector(true)).initialPassword()).contains("generated");
    }

    @Test
    void tellsThatNoCallsAreCarriedWhileAListenerIsMissingOrTheDirectorIsAway() {
        assertThat(tell(new ScriptedDirector(false)).carriesCalls()).isFalse();

        alarms.raise("database.unreachable", Severity.CRITICAL, "The database is away.", "Start it.");
        ServicePlate away = tell(new AbsentDirector());
        assertThat(away.carriesCalls()).isFalse();
        assertThat(away.alarms()).containsExactly("CRITICAL: The database is away.");
    }

    @Test
    void isBelievedOfBothCertificatesWhileOneTakesThePlaceOfTheOther() {
        TlsIdentity first = identity("first");
        TlsIdentity next = identity("next");
        PlateTeller teller = teller(told::add, new ScriptedDirector(true));
        teller.start();
        assertThat(told.remove().certificate()).isEqualTo(PemFiles.text(first.chain()));

        teller.announce(next);
        ServicePlate meanwhile = told.remove();
        assertThat(meanwhile.fingerprint()).isEqualTo(next.fingerprint());
        assertThat(meanwhile.certificate()).isEqualTo(PemFiles.text(next.chain()) + PemFiles.text(first.chain()));

        teller.start();
        assertThat(told.remove().certificate()).isEqualTo(PemFiles.text(next.chain()));
    }

    @Test
    void goesOnWhateverFailsAndEndsWithTheProcess() {
        PlateTeller teller = teller(
                _ -> {
                    throw new IllegalStateException("no terminals");
                },
                new ScriptedDirector(true));

        teller.start();
        teller.announce(identity("next"));
        assertThat(pending()).isEqualTo(1);

        teller.close();
        teller.start();
        assertThat(pending()).isEqualTo(1);
    }

    private long pending() {
        return liveObjects.counts().getOrDefault("deadline-plate", 0L);
    }

    private static class AbsentDirector implements DirectorControl {
        private static ControlException away() {
            return new ControlException(ControlException.Reason.AWAY, "The director does not answer.");
        }

        @Override
        public List<CallSnapshot> calls() {
            throw away();
        }

        @Override
        public Optional<CallDetailRecord> call(CallId id) {
            throw away();
        }

        @Override
        public boolean hangUp(CallId id, String by) {
            throw away();
        }

        @Override
        public RegistrationPage registrations(RegistrationQuery query) {
            throw away();
        }

        @Override
        public boolean endRegistration(RegistrationId id) {
            throw away();
        }

        @Override
        public void holdOffCalls(Duration time) {
            throw away();
        }

        @Override
        public List<TurnAllocation> turnAllocations() {
            throw away();
        }

        @Override
        public boolean endTurnAllocation(String id) {
            throw away();
        }

        @Override
        public TurnCredential turnTestCredential() {
            throw away();
        }

        @Override
        public DirectorStatus status() {
            throw away();
        }

        @Override
        public String metrics() {
            throw away();
        }

        @Override
        public List<Alarm> alarms() {
            throw away();
        }

        @Override
        public Verb.Subscription subscribe(Consumer<DirectorEvent> listener) {
            throw away();
        }
    }

    private static final class ScriptedDirector extends AbsentDirector {
        private final boolean isBound;

        ScriptedDirector(boolean isBound) {
            this.isBound = isBound;
        }

        @Override
        public DirectorStatus status() {
            return new DirectorStatus(
                    new ProcessProbe("director", new LiveObjects()).status(0),
                    List.of(new ListenerStatus(
                            "external-udp", Side.EXTERNAL, "UDP", "192.0.2.1:5060", "192.0.2.1:5060", isBound, null)),
                    new CallServerStatus("10.0.0.1:5060", CallServerStatus.State.UNKNOWN, Instant.EPOCH, null),
                    new CapacityStatus(0, 1, 0, 1, 0, 1),
                    Traffic.of(List.of()));
        }

        @Override
        public List<Alarm> alarms() {
            return List.of(new Alarm(
                    "sip.listener",
                    Severity.WARNING,
                    "director",
                    "A listener is not bound.",
                    "Free its port.",
                    Instant.EPOCH,
                    null));
        }
    }
}
