package org.sallyport.core.control.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.sallyport.base.json.Json;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.Verb.Query;

/** The verbs of the machine, by name. */
public final class HostVerbs {
    static final String STATUS = "host.status";
    static final String PLAN = "network.plan";
    static final String APPLY = "network.apply";
    static final String CONFIRM = "network.confirm";
    static final String ROLL_BACK = "network.roll-back";
    static final String FIREWALL = "firewall.show";
    static final String REBOOT = "power.reboot";
    static final String POWER_OFF = "power.off";

    private HostVerbs() {}

    /** What a control server needs to offer a machine. */
    public static Map<String, Verb> of(HostControl host) {
        return Map.of(
                STATUS, new Query(_ -> host.status()),
                PLAN,
                        new Query(arguments ->
                                host.plan(Json.read(arguments, Plan.class).document())),
                APPLY,
                        new Query(arguments -> {
                            Apply apply = Json.read(arguments, Apply.class);
                            return host.apply(
                                    apply.revision(),
                                    apply.document(),
                                    apply.confirmWithinSeconds().map(Duration::ofSeconds));
                        }),
                CONFIRM,
                        new Query(arguments -> host.confirm(
                                Json.read(arguments, Revision.class).revision())),
                ROLL_BACK,
                        new Query(arguments -> host.rollBack(
                                Json.read(arguments, Revision.class).revision())),
                FIREWALL, new Query(_ -> host.firewall()),
                REBOOT, done(host::reboot),
                POWER_OFF, done(host::powerOff));
    }

    private static Query done(Runnable action) {
        return new Query(_ -> {
            action.run();
            return true;
        });
    }

    record Plan(ObjectNode document) {}

    record Apply(long revision, ObjectNode document, Optional<Long> confirmWithinSeconds) {}

    record Revision(long revision) {}
}
