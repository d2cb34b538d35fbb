package org.sallyport.management.api.network;

import java.util.List;
import java.util.Set;
import org.sallyport.core.control.host.HostControl;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Fields;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.Route;

/** Restarts the machine, or switches it off. Both need a reason, which the audit keeps. */
public final class PowerResource {
    private static final Set<Role> WRITERS = Set.of(Role.ADMINISTRATOR);
    private static final int LONGEST_REASON = 200;

    private final HostControl host;

    public PowerResource(HostControl host) {
        this.host = host;
    }

    public List<Route> routes() {
        return List.of(
                Route.write(
                        "rebootMachine",
                        Method.POST,
                        "/power/reboot",
                        WRITERS,
                        "power.reboot",
                        request -> order(request, host::reboot)),
                Route.write(
                        "shutDownMachine",
                        Method.POST,
                        "/power/shutdown",
                        WRITERS,
                        "power.shut-down",
                        request -> order(request, host::powerOff)));
    }

    private Answer order(ApiRequest request, Runnable order) {
        Fields fields = request.fields();
        String reason = fields.text("reason", 1, LONGEST_REASON);
        fields.finish();
        request.audit().after(reason);
        HostQuestion.tell(order);
        return Answer.empty(202);
    }
}
