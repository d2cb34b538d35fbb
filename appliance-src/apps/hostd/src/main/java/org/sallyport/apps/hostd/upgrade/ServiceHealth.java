package org.sallyport.apps.hostd.upgrade;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.director.DirectorControl;
import org.sallyport.core.control.director.DirectorStatus;
import org.sallyport.core.control.director.DirectorStatus.CallServerStatus;
import org.sallyport.core.host.program.Programs;

/** The health target: services up, listeners bound, database migrated and answering, call server reachable if it was before. */
final class ServiceHealth implements Confirming.Health, ChangingOver.CallServer {
    private static final List<String> UNITS =
            List.of("sallyport-hostd", "sallyport-database", "sallyport-director", "sallyport-manager");

    /** The alarm of a database that does not answer, or whose schema cannot be brought up to date. */
    private static final String DATABASE = "database.unreachable";

    private final Programs programs;
    private final DirectorControl director;

    ServiceHealth(Programs programs, DirectorControl director) {
        this.programs = programs;
        this.director = director;
    }

    @Override
    public List<String> faults(boolean callServerMustAnswer) {
        List<String> faults = new ArrayList<>();
        for (String unit : UNITS) {
            String state = programs.run("systemctl", "is-active", unit + ".service")
                    .output()
                    .strip();
            if (!state.equals("active")) {
                faults.add(unit + " is " + (state.isEmpty() ? "unknown" : state));
            }
        }
        try {
            addFaultsOf(director.status(), callServerMustAnswer, faults);
            director.alarms().stream()
                    .filter(alarm -> alarm.key().equals(DATABASE))
                    .forEach(alarm -> faults.add(alarm.text()));
        } catch (ControlException e) {
            faults.add("the director does not answer");
        }
        return faults;
    }

    @Override
    public boolean isReachable() {
        try {
            return director.status().callServer().state() == CallServerStatus.State.REACHABLE;
        } catch (ControlException e) {
            return false;
        }
    }

    private static void addFaultsOf(DirectorStatus status, boolean callServerMustAnswer, List<String> faults) {
        if (status.listeners().isEmpty()) {
            faults.add("the director has no listener");
        }
        status.listeners().stream()
                .filter(listener -> !listener.ready())
                .forEach(listener -> faults.add("the listener " + listener.name() + " is not bound"));
        if (callServerMustAnswer && status.callServer().state() != CallServerStatus.State.REACHABLE) {
            faults.add("the call server " + status.callServer().target() + " does not answer, as it did before");
        }
    }
}
