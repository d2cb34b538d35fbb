package org.sallyport.management.api.backup.schedule;

import static org.sallyport.management.api.access.Role.ADMINISTRATOR;
import static org.sallyport.management.api.access.Role.AUDITOR;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.settings.model.BackupPlan;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.http.Route;
import org.sallyport.management.api.operations.Operation;
import org.sallyport.management.api.operations.Operations;
import org.sallyport.management.api.operations.OperationsResource;

/** The plan by which backups are made, how it stands, and one by the plan at once. */
public final class BackupPlanResource {
    private final BackupSchedule schedule;
    private final Supplier<Optional<BackupPlan>> plan;
    private final Operations operations;

    public BackupPlanResource(BackupSchedule schedule, Supplier<Optional<BackupPlan>> plan, Operations operations) {
        this.schedule = schedule;
        this.plan = plan;
        this.operations = operations;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("getBackupPlan", "/backup-plan", Set.of(ADMINISTRATOR, AUDITOR), _ -> Answer.json(view())),
                Route.write(
                        "runBackupPlan",
                        Method.POST,
                        "/backup-plan/run",
                        Set.of(ADMINISTRATOR),
                        "backups.run",
                        this::run));
    }

    private View view() {
        return View.of(plan.get().map(Plan::of).orElse(null), schedule.status());
    }

    private Answer run(ApiRequest request) {
        if (plan.get().isEmpty()) {
            throw ProblemException.conflict(
                    "no-plan", "No plan of backups is set. Set management.backup, or make a single one.");
        }
        Operation started = operations.start(
                "backup.run",
                request.caller().name(),
                "A backup is made and sent.",
                (progress, _) -> progress.detail(schedule.run() + " is made" + sentTo() + "."));
        return Answer.started(OperationsResource.location(started), started);
    }

    private String sentTo() {
        return plan.get()
                .flatMap(BackupPlan::target)
                .map(target -> " and at " + target.url())
                .orElse("");
    }

    /**
     * The plan, without its secrets.
     *
     * @param at time of the day, if it has one
     * @param target URL; null when backups stay here
     */
    record Plan(
            long intervalSeconds,
            @Nullable String at,
            boolean withCalls,
            int keep,
            @Nullable String target) {
        static Plan of(BackupPlan plan) {
            return new Plan(
                    plan.interval().toSeconds(),
                    plan.at().map(LocalTime::toString).orElse(null),
                    plan.withCalls(),
                    plan.keep(),
                    plan.target().map(target -> target.url().toString()).orElse(null));
        }
    }

    /**
     * The plan and how it stands.
     *
     * @param plan null when none is set
     * @param made the last one that was made by the plan
     * @param sent the last one that was sent, and when
     * @param next when the next one is due
     * @param notMade why none could be made
     * @param notSent why the last one is not at the target
     * @param retry when what failed is tried again
     * @param busy whether one is made or sent just now
     */
    record View(
            @Nullable Plan plan,
            PlanRecord.@Nullable Entry made,
            PlanRecord.@Nullable Entry sent,
            @Nullable Instant next,
            Attempts.@Nullable Failure notMade,
            Attempts.@Nullable Failure notSent,
            @Nullable Instant retry,
            boolean busy) {
        static View of(@Nullable Plan plan, BackupSchedule.Status status) {
            return new View(
                    plan,
                    status.done().made(),
                    status.done().sent(),
                    status.next(),
                    status.notMade(),
                    status.notSent(),
                    status.retry(),
                    status.isBusy());
        }
    }
}
