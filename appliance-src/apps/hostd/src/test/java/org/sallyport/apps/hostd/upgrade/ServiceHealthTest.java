package org.sallyport.apps.hostd.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.director.DirectorStatus;
import org.sallyport.core.control.director.DirectorStatus.CallServerStatus;
import org.sallyport.core.control.director.DirectorStatus.CapacityStatus;
import org.sallyport.core.control.director.DirectorStatus.ListenerStatus;
import org.sallyport.core.control.director.Traffic;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.process.ProcessStatus;

class ServiceHealthTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final Set<String> ALL = Set.of("the listener outside", "the listener inside", "the call server");

    private final Map<String, String> units = new HashMap<>();
    private CallServerStatus.State callServer = CallServerStatus.State.REACHABLE;
    private boolean isInsideBound = true;
    private List<Alarm> alarms = List.of();
    private final ServiceHealth health = new ServiceHealth(
            (command, _) -> new ProgramResult(0, units.getOrDefault(command.getLast(), "active") + "\n", ""),
            this::status,
            () -> alarms);

    private DirectorStatus status() {
        return new DirectorStatus(
                new ProcessStatus("director", "1", NOW, 1, new ProcessStatus.Memory(0, 0, 0), 1, Map.of()),
                List.of(listener("outside", true), listener("inside", isInsideBound)),
                new CallServerStatus("10.0.0.1:5060", callServer, NOW, null),
                new CapacityStatus(0, 0, 0, 0, 0, 0),
                new Traffic(0, 0, 0, 0, 0));
    }

    private static ListenerStatus listener(String name, boolean isReady) {
        return new ListenerStatus(name, Side.EXTERNAL, "udp", "192.0.2.1:5060", "192.0.2.1:5060", isReady, null);
    }

    @Test
    void isWellWhenAllWorksThatWorkedBefore() {
        assertThat(health.now()).isEqualTo(ALL);
        assertThat(health.faults(ALL)).isEmpty();
    }

    @Test
    void namesServicesThatAreNotUp() {
        units.put("sallyport-manager.service", "activating");
        assertThat(health.faults(ALL)).containsExactly("sallyport-manager is activating");
    }

    @Test
    void namesWhatNoLongerWorks() {
        callServer = CallServerStatus.State.UNREACHABLE;
        isInsideBound = false;
        assertThat(health.faults(ALL))
                .containsExactly(
                        "the call server does not work as it did before",
                        "the listener inside does not work as it did before");
    }

    @Test
    void doesNotAskForWhatDidNotWorkBefore() {
        callServer = CallServerStatus.State.UNKNOWN;
        isInsideBound = false;
        assertThat(health.faults(health.now())).isEmpty();
    }

    @Test
    void isNotWellWithoutItsDatabase() {
        alarms = List.of(
                new Alarm(
                        "database.unreachable",
                        Alarm.Severity.CRITICAL,
                        "director",
                        "The database is away.",
                        "",
                        NOW,
                        null),
                new Alarm("media.ports", Alarm.Severity.WARNING, "director", "Few ports.", "", NOW, null));
        assertThat(health.faults(Set.of())).containsExactly("The database is away.");
    }

    @Test
    void isNotWellWithoutDirector() {
        ServiceHealth alone = new ServiceHealth(
                (_, _) -> new ProgramResult(0, "active\n", ""),
                () -> {
                    throw new ControlException(ControlException.Reason.AWAY, "nobody there");
                },
                List::of);
        assertThat(alone.faults(Set.of())).containsExactly("the director does not answer");
        assertThat(alone.now()).isEmpty();
    }
}
