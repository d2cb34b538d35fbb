package org.sallyport.management.api.nics;

import static org.sallyport.management.api.access.Role.ADMINISTRATOR;
import static org.sallyport.management.api.access.Role.AUDITOR;
import static org.sallyport.management.api.access.Role.OPERATOR;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.sallyport.core.control.nic.NicChange;
import org.sallyport.core.control.nic.NicControl;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Fields;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.Route;
import org.sallyport.management.api.network.HostQuestion;

/** Network adapters: list, find, swap, pin, confirm, report. */
public final class NicsResource {
    private static final Set<Role> ALL = Set.of(ADMINISTRATOR, OPERATOR, AUDITOR);
    private static final Set<Role> ADMINISTRATORS = Set.of(ADMINISTRATOR);
    private static final int LONGEST_BLINK_SECONDS = 20;
    private static final int LONGEST_DETECTION_SECONDS = 300;
    private static final int LONGEST_NAME = 64;

    private final NicControl nics;

    public NicsResource(NicControl nics) {
        this.nics = nics;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("listNics", "/nics", ALL, _ -> Answer.json(HostQuestion.ask(nics::list))),
                Route.get(
                        "reportNics",
                        "/nics/report",
                        ALL,
                        _ -> Answer.json(new Report(HostQuestion.ask(nics::report)))),
                write("blinkNic", Method.POST, "/nics/{name}/blink", "nics.blink", this::blink),
                write("detectNics", Method.POST, "/nics/detection", "nics.detect", this::detect),
                write("swapNics", Method.POST, "/nics/swap", "nics.swap", this::swap),
                write("pinNic", Method.PUT, "/nics/{name}", "nics.pin", this::pin),
                write("confirmNics", Method.POST, "/nics/confirm", "nics.confirm", this::confirm));
    }

    private static Route write(String id, Method method, String path, String action, Route.Handler handler) {
        return Route.write(id, method, path, ADMINISTRATORS, action, handler);
    }

    private Answer blink(ApiRequest request) {
        String name = request.parameter("name");
        Fields fields = request.fields();
        int seconds = fields.integer("seconds", 1, LONGEST_BLINK_SECONDS);
        fields.finish();
        request.audit().subject(name);
        HostQuestion.tell(() -> nics.blink(name, Duration.ofSeconds(seconds)));
        return Answer.empty(204);
    }

    private Answer detect(ApiRequest request) {
        Fields fields = request.fields();
        int seconds = fields.integer("seconds", 1, LONGEST_DETECTION_SECONDS);
        fields.finish();
        HostQuestion.tell(() -> nics.listen(Duration.ofSeconds(seconds)));
        return Answer.empty(204);
    }

    private Answer swap(ApiRequest request) {
        Fields fields = request.fields();
        String one = fields.text("one", 1, LONGEST_NAME);
        String other = fields.text("other", 1, LONGEST_NAME);
        fields.finish();
        request.audit().subject(one + ", " + other);
        return changed(request, HostQuestion.ask(() -> nics.swap(one, other)));
    }

    private Answer pin(ApiRequest request) {
        String name = request.parameter("name");
        Fields fields = request.fields();
        String adapter = fields.text("adapter", 1, LONGEST_NAME);
        fields.finish();
        request.audit().subject(name);
        request.audit().after(adapter);
        return changed(request, HostQuestion.ask(() -> nics.pin(name, adapter)));
    }

    private static Answer changed(ApiRequest request, NicChange change) {
        if (change.restartNeeded()) {
            request.audit().before("until the next start");
        }
        return Answer.json(change);
    }

    private Answer confirm(ApiRequest request) {
        HostQuestion.tell(nics::confirm);
        return Answer.empty(204);
    }

    record Report(List<String> lines) {}
}
