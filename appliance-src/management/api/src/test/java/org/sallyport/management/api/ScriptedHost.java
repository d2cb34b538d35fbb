package org.sallyport.management.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.ControlException.Reason;
import org.sallyport.core.control.host.FirewallView;
import org.sallyport.core.control.host.HostControl;
import org.sallyport.core.control.host.HostStatus;
import org.sallyport.core.control.host.NetworkPlan;
import org.sallyport.core.settings.model.NetworkSettings;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.sections.SettingsDocument;

/** A machine in memory that tries, keeps and undoes settings as the real one does; its deadline passes when a test says so. */
final class ScriptedHost implements HostControl {
    private final List<String> told = new ArrayList<>();
    private NetworkSettings confirmed = SettingsDocument.defaults().network();
    private @Nullable NetworkSettings tried;
    private long trial;
    private Instant deadline = Instant.EPOCH;
    private @Nullable String refusal;

    /** What it was told to do. */
    synchronized List<String> told() {
        return List.copyOf(told);
    }

    /** Address of the first interface. */
    synchronized String address() {
        return Json.write(inForce().interfaces().getFirst().ipv4());
    }

    /** A change of some revision is on trial. */
    synchronized void tryOut(long revision) {
        tried = confirmed;
        trial = revision;
    }

    /** From now on it cannot take anything over. */
    synchronized void refuse(String why) {
        refusal = why;
    }

    /** Its own deadline passes. */
    synchronized void expire() {
        tried = null;
    }

    private NetworkSettings inForce() {
        return tried == null ? confirmed : tried;
    }

    @Override
    public synchronized HostStatus status() {
        return new HostStatus(
                inForce().hostname(),
                "1.0",
                inForce().isConfigured(),
                Instant.parse("2026-01-01T00:00:00Z"),
                true,
                List.of(new HostStatus.Interface(
                        "eth0", List.of("all"), "52:54:00:00:00:01", true, 1500, List.of("192.0.2.10/24"))),
                Map.of(),
                tried == null ? Optional.empty() : Optional.of(new HostStatus.Trial(trial, deadline)));
    }

    @Override
    public synchronized NetworkPlan plan(ObjectNode document) {
        try {
            NetworkSettings wanted = read(document);
            boolean changes = wanted.isConfigured() && !wanted.equals(inForce());
            return new NetworkPlan(List.of(), changes ? List.of("/etc/hostname") : List.of());
        } catch (InvalidInputException e) {
            return new NetworkPlan(e.problems(), List.of());
        }
    }

    private static NetworkSettings read(ObjectNode document) {
        return SettingsDocument.read(document.deepCopy().retain("network", "sip", "media"), Secret::new)
                .orThrow()
                .network();
    }

    @Override
    public synchronized List<String> apply(long revision, ObjectNode document, Optional<Duration> confirmWithin) {
        if (refusal != null) {
            throw new ControlException(Reason.FAILED, refusal);
        }
        told.add("apply " + revision + (confirmWithin.isEmpty() ? "" : " on trial"));
        if (confirmWithin.isEmpty()) {
            confirmed = read(document);
            tried = null;
        } else {
            tried = read(document);
            trial = revision;
            deadline = Instant.now().plus(confirmWithin.get());
        }
        return List.of("eth1 did not come up: no cable");
    }

    @Override
    public synchronized boolean confirm(long revision) {
        NetworkSettings kept = tried;
        if (kept == null || trial != revision) {
            return false;
        }
        told.add("confirm " + revision);
        confirmed = kept;
        tried = null;
        return true;
    }

    @Override
    public synchronized boolean rollBack(long revision) {
        if (tried == null || trial != revision) {
            return false;
        }
        told.add("roll back " + revision);
        tried = null;
        return true;
    }

    @Override
    public FirewallView firewall() {
        return new FirewallView(
                List.of(new FirewallView.Opening(
                        List.of("SIP outside-udp"), List.of("eth0"), "UDP", "5060", List.of(), "PEERS")),
                Map.of("no-service", 17L),
                List.of("table inet sallyport {", "}"));
    }

    @Override
    public synchronized void reboot() {
        told.add("reboot");
    }

    @Override
    public synchronized void powerOff() {
        told.add("power off");
    }
}
