package org.sallyport.management.api.network;

import java.util.List;
import java.util.Set;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.host.HostControl;
import org.sallyport.core.control.host.NetworkPlan;
import org.sallyport.core.settings.revisions.Change;
import org.sallyport.core.settings.revisions.SettingsCandidates;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.Route;

/** The machine in its network: how it is, what the caller's candidate would change, what the packet filter lets in. */
public final class NetworkResource {
    private static final Set<Role> ALL = Set.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);

    private final HostFollower follower;
    private final HostControl host;
    private final NetworkGuard guard;
    private final SettingsCandidates candidates;

    public NetworkResource(HostFollower follower, HostControl host, NetworkGuard guard, SettingsCandidates candidates) {
        this.follower = follower;
        this.host = host;
        this.guard = guard;
        this.candidates = candidates;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("getNetwork", "/network", ALL, _ -> Answer.json(follower.look())),
                Route.write("checkNetwork", Method.POST, "/network/check", ALL, "network.check", this::check),
                Route.get("getFirewall", "/network/firewall", ALL, _ -> Answer.json(HostQuestion.ask(host::firewall))));
    }

    private Answer check(ApiRequest request) {
        String owner = request.caller().name();
        List<Change> changes = candidates.diff(owner);
        List<Problem> problems = candidates.validate(owner);
        NetworkPlan plan = problems.isEmpty()
                ? guard.plan(candidates.view(owner).effective())
                : new NetworkPlan(problems, List.of());
        return Answer.json(new Check(plan.problems(), plan.files(), NetworkGuard.needsConfirmation(changes)));
    }

    record Check(List<Problem> problems, List<String> files, boolean confirmationNeeded) {}
}
