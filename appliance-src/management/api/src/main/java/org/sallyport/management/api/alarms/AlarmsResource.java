package org.sallyport.management.api.alarms;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.AlarmHistory;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.director.DirectorPicture;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Route;

/** Alarms of both processes. */
public final class AlarmsResource {
    private static final Set<Role> ALL = Set.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);

    private final Alarms own;
    private final DirectorPicture picture;
    private final AlarmHistory history;

    public AlarmsResource(Alarms own, DirectorPicture picture, AlarmHistory history) {
        this.own = own;
        this.picture = picture;
        this.history = history;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("listAlarms", "/alarms", ALL, _ -> Answer.json(new Items(active()))),
                Route.get("listAlarmHistory", "/alarms/history", ALL, this::history));
    }

    /** What lasts now, worst and newest first. */
    public List<Alarm> active() {
        return Stream.concat(own.active().stream(), picture.alarms().stream())
                .sorted(Comparator.comparing(Alarm::severity)
                        .thenComparing(Comparator.comparing(Alarm::raisedAt).reversed()))
                .toList();
    }

    private Answer history(ApiRequest request) {
        int size = request.pageSize();
        List<AlarmHistory.Entry> found = history.before(
                request.pageBefore(),
                size + 1,
                request.instant("from").orElse(null),
                request.instant("to").orElse(null),
                request.choice("severity", Alarm.Severity.class).orElse(null));
        List<AlarmHistory.Entry> page = found.size() > size ? found.subList(0, size) : found;
        String next = found.size() > size ? Long.toString(page.getLast().id()) : null;
        return Answer.json(new Page(page.stream().map(AlarmHistory.Entry::alarm).toList(), next));
    }

    record Items(List<Alarm> items) {}

    record Page(List<Alarm> items, @Nullable String nextPageToken) {}
}
