package org.sallyport.management.api.overview;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Route;

/** The overview page, and the health that anybody may ask for. */
public final class OverviewResource {
    private static final Set<Role> ALL = Set.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);

    private final Sampler sampler;
    private final Health health;
    private final Supplier<List<Alarm>> recentAlarms;

    /**
     * The resource.
     *
     * @param recentAlarms the newest, lasting or cleared
     */
    public OverviewResource(Sampler sampler, Health health, Supplier<List<Alarm>> recentAlarms) {
        this.sampler = sampler;
        this.health = health;
        this.recentAlarms = recentAlarms;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("getOverview", "/overview", ALL, _ -> overview()),
                Route.get("getHealth", "/health", Set.of(), this::health));
    }

    private Answer overview() {
        return Answer.json(new Overview(sampler.newest(), recentAlarms.get(), sampler.series()));
    }

    private Answer health(ApiRequest request) {
        OverviewTick now = health.now();
        boolean ready = now.health() != HealthStatus.UNAVAILABLE;
        List<Finding> findings = request.callerIfAny().isPresent() ? now.findings() : List.of();
        return Answer.json(ready ? 200 : 503, new View(ready, now.health(), findings));
    }

    record Overview(OverviewTick now, List<Alarm> alarms, Sampler.Series series) {}

    record View(boolean ready, HealthStatus status, List<Finding> findings) {}
}
