package org.sallyport.core.control.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.control.ControlClient;

/** The machine, asked through the socket of its root process. Thread-safe. */
public final class RemoteHost implements HostControl {
    private final ControlClient client;

    /** Over a client whose timeout is longer than interfaces take to come up. */
    public RemoteHost(ControlClient client) {
        this.client = client;
    }

    @Override
    public HostStatus status() {
        return client.call(HostVerbs.STATUS, Map.of(), HostStatus.class);
    }

    @Override
    public NetworkPlan plan(ObjectNode document) {
        return client.call(HostVerbs.PLAN, new HostVerbs.Plan(document), NetworkPlan.class);
    }

    @Override
    public List<String> apply(long revision, ObjectNode document, Optional<Duration> confirmWithin) {
        return List.of(client.call(
                HostVerbs.APPLY,
                new HostVerbs.Apply(revision, document, confirmWithin.map(Duration::toSeconds)),
                String[].class));
    }

    @Override
    public boolean confirm(long revision) {
        return client.call(HostVerbs.CONFIRM, new HostVerbs.Revision(revision), Boolean.class);
    }

    @Override
    public boolean rollBack(long revision) {
        return client.call(HostVerbs.ROLL_BACK, new HostVerbs.Revision(revision), Boolean.class);
    }

    @Override
    public FirewallView firewall() {
        return client.call(HostVerbs.FIREWALL, Map.of(), FirewallView.class);
    }

    @Override
    public void reboot() {
        client.call(HostVerbs.REBOOT, Map.of(), Boolean.class);
    }

    @Override
    public void powerOff() {
        client.call(HostVerbs.POWER_OFF, Map.of(), Boolean.class);
    }
}
