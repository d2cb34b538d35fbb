package org.sallyport.apps.hostd.upgrade;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.director.DirectorStatus;
import org.sallyport.core.control.director.DirectorStatus.CallServerStatus;
import org.sallyport.core.control.director.DirectorStatus.ListenerStatus;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.telemetry.alarms.Alarm;

/**
 * The health target: services up, database migrated and answering, and all that worked before works: a listener that could not be
 * bound before the upgrade, or a call server that was away, is no fault of what is new.
 */
final class ServiceHealth implements Trial.Health, ChangingOver.Working {
    private static final List<String> UNITS =
            List.of("sallyport-hostd", "sallyport-database", "sallyport-director", "sallyport-manager");

    /** The alarm of a database that does not answer, or whose schema cannot be brought up to date. */
    private static final String DATABASE = "database.unreachable";

    private final Programs programs;
    private final Supplier<DirectorStatus> status;
    private final Supplier<List<Alarm>> alarms;

    /** Of a director whose status and lasting alarms can be asked, or which throws {@link ControlException}. */
    ServiceHealth(Programs programs, Supplier<DirectorStatus> status, Supplier<List<Alarm>> alarms) {
        this.programs = programs;
        this.status = status;
        this.alarms = alarms;
    }

    @Override
    public List<String> faults(Set<String> worked) {
        List<String> faults = new ArrayList<>();
        for (String unit : UNITS) {
            String state = state(unit);
            if (!state.equals("active")) {
                faults.add(unit + " is " + (state.isEmpty() ? "unknown" : state));
            }
        }
        try {
            Set<String> works = working(status.get());
            worked.stream()
                    .filter(name -> !works.contains(name))
                    .sorted()
                    .forEach(name -> faults.add(name + " does not work as it did before"));
            alarms.get().stream()
                    .filter(alarm -> alarm.key().equals(DATABASE))
                    .forEach(alarm -> faults.add(alarm.text()));
        } catch (ControlException e) {
            faults.add("the director does not answer");
        }
        return faults;
    }

    @Override
    public boolean isHopeless() {
        return UNITS.stream().anyMatch(unit -> state(unit).equals("failed"));
    }

    private String state(String unit) {
        return programs.run("systemctl", "is-active", unit + ".service")
                .output()
                .strip();
    }

    @Override
    public Set<String> now() {
        try {
            return working(status.get());
        } catch (ControlException e) {
            return Set.of();
        }
    }

    private static Set<String> working(DirectorStatus director) {
        Set<String> working = new HashSet<>();
        director.listeners().stream()
                .filter(ListenerStatus::ready)
                .forEach(listener -> working.add("the listener " + listener.name()));
        if (director.callServer().state() == CallServerStatus.State.REACHABLE) {
            working.add("the call server");
        }
        return working;
    }
}
