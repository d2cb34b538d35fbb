package org.sallyport.management.api.status;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.director.DirectorControl;
import org.sallyport.core.control.director.DirectorStatus;
import org.sallyport.core.telemetry.process.ProcessStatus;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.Route;

/** What runs, since when, with what. */
public final class StatusResource {
    private final Supplier<ProcessStatus> manager;
    private final DirectorControl director;
    private final BooleanSupplier databaseAvailable;
    private final String databaseName;

    /**
     * The resource.
     *
     * @param databaseName where the database is, without credentials
     */
    public StatusResource(
            Supplier<ProcessStatus> manager,
            DirectorControl director,
            BooleanSupplier databaseAvailable,
            String databaseName) {
        this.manager = manager;
        this.director = director;
        this.databaseAvailable = databaseAvailable;
        this.databaseName = databaseName;
    }

    public List<Route> routes() {
        return List.of(Route.get(
                "getStatus",
                "/status",
                Set.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR),
                _ -> Answer.json(new View(
                        manager.get(),
                        directorStatus(),
                        new DatabaseView(databaseAvailable.getAsBoolean(), databaseName)))));
    }

    private @Nullable DirectorView directorStatus() {
        try {
            DirectorStatus status = director.status();
            return new DirectorView(status.process(), status.listeners(), status.callServer(), status.capacity());
        } catch (ControlException e) {
            return null;
        }
    }

    record View(ProcessStatus manager, @Nullable DirectorView director, DatabaseView database) {}

    record DirectorView(
            ProcessStatus process,
            List<DirectorStatus.ListenerStatus> listeners,
            DirectorStatus.CallServerStatus callServer,
            DirectorStatus.CapacityStatus capacity) {}

    record DatabaseView(boolean reachable, String detail) {}
}
