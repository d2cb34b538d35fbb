package org.sallyport.apps.hostd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.ControlException.Reason;
import org.sallyport.core.control.host.FirewallView;
import org.sallyport.core.control.host.HostControl;
import org.sallyport.core.control.host.HostStatus;
import org.sallyport.core.control.host.NetworkPlan;
import org.sallyport.core.host.apply.HostChangeException;
import org.sallyport.core.host.apply.NetworkTrial;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine that this process runs on. Thread-safe. */
final class Machine implements HostControl {
    private static final Logger LOG = LoggerFactory.getLogger(Machine.class);

    private final NetworkTrial trial;
    private final Programs programs;
    private final MachineView view;
    private final int consolePort;

    /** With the port of console and API, which the packet filter lets in. */
    Machine(NetworkTrial trial, Programs programs, int consolePort) {
        this.trial = trial;
        this.programs = programs;
        this.view = new MachineView(programs);
        this.consolePort = consolePort;
    }

    @Override
    public HostStatus status() {
        return view.status(
                trial.inForce().network(),
                trial.current().map(current -> new HostStatus.Trial(current.revision(), current.deadline())));
    }

    @Override
    public NetworkPlan plan(ObjectNode document) {
        try {
            return new NetworkPlan(
                    List.of(), trial.plan(document).stream().map(Path::toString).toList());
        } catch (InvalidInputException e) {
            return new NetworkPlan(e.problems(), List.of());
        } catch (HostChangeException e) {
            throw failed(e);
        }
    }

    @Override
    public List<String> apply(long revision, ObjectNode document, Optional<Duration> confirmWithin) {
        LOG.info("revision {} is applied{}", revision, confirmWithin.isEmpty() ? "" : " on trial");
        try {
            return trial.apply(revision, document, confirmWithin);
        } catch (InvalidInputException e) {
            throw new ControlException(
                    Reason.INVALID_ARGUMENTS,
                    e.problems().stream().map(Problem::toString).collect(Collectors.joining(" ")));
        } catch (HostChangeException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean confirm(long revision) {
        try {
            return trial.confirm(revision);
        } catch (HostChangeException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean rollBack(long revision) {
        try {
            return trial.rollBack(revision);
        } catch (HostChangeException e) {
            throw failed(e);
        }
    }

    @Override
    public FirewallView firewall() {
        return view.firewall(trial.inForce(), consolePort);
    }

    @Override
    public void reboot() {
        power("reboot");
    }

    @Override
    public void powerOff() {
        power("poweroff");
    }

    /** The answer gets out before the system stops: systemd ends us only after it has answered the program. */
    private void power(String verb) {
        LOG.warn("the machine was told to {}", verb);
        ProgramResult result = programs.run("systemctl", "--no-block", verb);
        if (!result.succeeded()) {
            throw new ControlException(Reason.FAILED, "systemd refuses to " + verb + ": " + result.complaint());
        }
    }

    private static ControlException failed(HostChangeException e) {
        return new ControlException(Reason.FAILED, String.valueOf(e.getMessage()));
    }
}
