package org.sallyport.management.api.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.media.FoundPackage;
import org.sallyport.core.control.media.MediaControl;
import org.sallyport.core.control.upgrade.UpgradeAttempt;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.control.upgrade.UpgradeControl;
import org.sallyport.core.control.upgrade.UpgradeStatus;
import org.sallyport.core.database.DatabaseException;
import org.sallyport.core.pki.SystemAuthorities;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.backup.BackupBefore;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Fields;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.http.Route;
import org.sallyport.management.api.network.HostQuestion;
import org.sallyport.management.api.operations.Operation;
import org.sallyport.management.api.operations.Operations;
import org.sallyport.management.api.operations.OperationsResource;

/** Packages of another version, and the change to it and back. */
final class UpgradeResource {
    private static final Set<Role> ALL = Set.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);
    private static final Set<Role> WRITERS = Set.of(Role.ADMINISTRATOR);
    private static final Pattern FILE_NAME = Pattern.compile("[\\w.+-]{1,64}");
    private static final int LONGEST_PATIENCE = 24 * 60 * 60;
    private static final int USUAL_PATIENCE = 10 * 60;
    private static final int LONGEST_URL = 2000;
    private static final long SPACE_UNIT = 1 << 24;

    private final UpgradeControl upgrades;
    private final MediaControl media;
    private final PackageStore packages;
    private final UpgradeConductor conductor;
    private final Checks checks;
    private final BackupBefore backup;
    private final Operations operations;

    UpgradeResource(
            UpgradeControl upgrades,
            MediaControl media,
            PackageStore packages,
            UpgradeConductor conductor,
            Checks checks,
            BackupBefore backup,
            Operations operations) {
        this.upgrades = upgrades;
        this.media = media;
        this.packages = packages;
        this.conductor = conductor;
        this.checks = checks;
        this.backup = backup;
        this.operations = operations;
    }

    List<Route> routes() {
        return List.of(
                Route.get("getUpgrade", "/upgrade", ALL, _ -> Answer.json(view())),
                Route.get("listUpgrades", "/upgrade/history", ALL, _ -> Answer.json(new Items(ask(upgrades::history)))),
                Route.get("getUpgradeLog", "/upgrade/history/{id}/log", ALL, this::log),
                write("announcePackage", Method.POST, "/upgrade/packages", this::announce),
                write("sendPackage", Method.PATCH, "/upgrade/packages/{id}", this::receive),
                Route.get(
                        "getPackage",
                        "/upgrade/packages/{id}",
                        ALL,
                        request -> Answer.json(
                                packages.get(request.parameter("id")).now())),
                write("deletePackage", Method.DELETE, "/upgrade/packages/{id}", this::delete),
                write("pullPackage", Method.POST, "/upgrade/packages/pull", this::pull),
                Route.get("listMedia", "/upgrade/media", ALL, _ -> Answer.json(new Found(onMedia()))),
                write("takePackage", Method.POST, "/upgrade/packages/take", this::take),
                write("startUpgrade", Method.POST, "/upgrade/start", this::start),
                write("changeOver", Method.POST, "/upgrade/change-over", this::changeOver),
                write("abandonUpgrade", Method.POST, "/upgrade/abandon", this::abandon),
                write("rollBackUpgrade", Method.POST, "/upgrade/roll-back", this::rollBack));
    }

    private static Route write(String operationId, Method method, String path, Route.Handler handler) {
        return Route.write(operationId, method, path, WRITERS, "upgrade." + action(operationId), handler);
    }

    /** The name of an operation in the audit: {@code pullPackage} is {@code pull-package}. */
    private static String action(String operationId) {
        return operationId.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** How upgrades stand; the space is rounded, so that it is no news. */
    View view() {
        UpgradeStatus status = ask(upgrades::status);
        Optional<UpgradeConductor.Plan> plan = conductor.plan();
        return new View(
                status.version(),
                status.base(),
                status.processor(),
                status.slot(),
                status.space().data() & -SPACE_UNIT,
                status.before(),
                status.attempt().orElse(null),
                plan.map(Waiting::of).orElse(null),
                packages.all(),
                checks.of(status, packages.all()));
    }

    private Answer log(ApiRequest request) {
        return Answer.json(new Lines(ask(() -> upgrades.log(request.parameter("id")))));
    }

    private Answer announce(ApiRequest request) {
        Fields fields = request.fields();
        String name = fields.name("name", FILE_NAME, "Give the file's name: letters, digits, dots and hyphens.");
        long size = fields.number("size", 1, Long.MAX_VALUE);
        fields.finish();
        request.audit().subject(name);
        ask(upgrades::status);
        UpgradePackage announced =
                packages.announce(name, size, request.caller().name());
        return Answer.created("/api/v1/upgrade/packages/" + announced.id(), announced);
    }

    private Answer receive(ApiRequest request) {
        StoredPackage target = packages.get(request.parameter("id"));
        request.audit().subject(target.now().name());
        try {
            target.receive(offset(request), request.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        UpgradePackage now = target.now();
        if (now.received() < now.size()) {
            request.audit().isPart();
        }
        return Answer.json(now).with("Upload-Offset", Long.toString(now.received()));
    }

    private static long offset(ApiRequest request) {
        String sent = request.header("Upload-Offset").orElse("");
        try {
            return Long.parseLong(sent);
        } catch (NumberFormatException e) {
            throw ProblemException.malformed(
                    "Upload-Offset is '" + sent + "'. Send the number of bytes that are here already.");
        }
    }

    private Answer delete(ApiRequest request) {
        StoredPackage target = packages.get(request.parameter("id"));
        request.audit().subject(target.now().name());
        boolean isUsed = conductor
                .plan()
                .filter(plan -> target.now().id().equals(plan.packageId()))
                .isPresent();
        if (isUsed) {
            throw ProblemException.conflict("in-use", "An upgrade with this package is under way.");
        }
        packages.remove(target.now().id());
        return Answer.empty(204);
    }

    private Answer pull(ApiRequest request) {
        Fields fields = request.fields();
        URI from = url(fields);
        fields.finish();
        ask(upgrades::status);
        String by = request.caller().name();
        request.audit().subject(from.toString());
        Operation started = operations.start(
                "upgrade.pull",
                by,
                "A package is fetched from " + from.getHost() + ".",
                (progress, _) -> new PackagePull(packages, new SystemAuthorities().read(), PackagePull.FIRST_PAUSE)
                        .run(from, by, progress));
        return Answer.started(OperationsResource.location(started), started);
    }

    /** What attached media have; who reads them is started for it, and ends by itself. */
    private List<FoundPackage> onMedia() {
        return ask(() -> {
            upgrades.openMedia();
            return media.packages();
        });
    }

    private Answer take(ApiRequest request) {
        Fields fields = request.fields();
        String medium = fields.text("medium", 1, 200);
        String name = fields.text("name", 1, 64);
        fields.finish();
        request.audit().subject(name);
        FoundPackage chosen = onMedia().stream()
                .filter(one -> one.medium().equals(medium) && one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("There is no package " + name + " on " + medium
                        + ". List what is there, and take one of that."));
        MediumTake taking = new MediumTake(media, packages);
        UpgradePackage announced = taking.announce(chosen, request.caller().name());
        Operation started = operations.start(
                "upgrade.take",
                request.caller().name(),
                "The package " + name + " is taken from " + medium + ".",
                (progress, _) -> taking.run(chosen, announced, progress));
        return Answer.started(OperationsResource.location(started), started);
    }

    private static URI url(Fields fields) {
        String text = fields.text("url", 1, LONGEST_URL);
        try {
            URI url = new URI(text);
            boolean isUsable = "https".equals(url.getScheme())
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && FILE_NAME
                            .matcher(url.getPath().substring(url.getPath().lastIndexOf('/') + 1))
                            .matches();
            if (!isUsable && !text.isEmpty()) {
                fields.problem("url", "It names no file on a web server.", "Give https://host/path/file.upg.");
            }
            return url;
        } catch (URISyntaxException e) {
            fields.problem("url", "It is no URL.", "Give https://host/path/file.upg.");
            return URI.create("https://invalid/");
        }
    }

    private Answer start(ApiRequest request) {
        Fields fields = request.fields();
        String id = fields.text("package", 1, 64);
        ChangeOver changeOver = changeOver(fields);
        fields.finish();
        StoredPackage chosen = packages.get(id);
        UpgradePackage.Contents contents = installable(chosen.now());
        request.audit().subject(contents.version());
        List<Finding> obstacles = checks
                .of(ask(upgrades::status), contents.kind(), chosen.now().size())
                .stream()
                .filter(finding -> finding.weight() == Finding.Weight.OBSTACLE)
                .toList();
        if (!obstacles.isEmpty()) {
            throw ProblemException.conflict(
                    "obstacles",
                    String.join(
                            " ",
                            obstacles.stream()
                                    .map(one -> one.text() + " " + one.remedy())
                                    .toList()));
        }
        String before = backUp().orElse(null);
        request.audit().after(before == null ? "without a backup before" : "backup " + before);
        return Answer.json(
                202,
                ask(() -> conductor.begin(chosen, changeOver, request.caller().name(), before)));
    }

    private Optional<String> backUp() {
        try {
            return backup.make();
        } catch (IOException | DatabaseException | ControlException e) {
            throw ProblemException.conflict(
                    "no-backup",
                    "The backup before it could not be made: " + e.getMessage()
                            + " See that there is space on the disk and that the director runs, or remove management.backup to"
                            + " upgrade without.");
        }
    }

    private static UpgradePackage.Contents installable(UpgradePackage chosen) {
        UpgradePackage.@Nullable Contents contents = chosen.contents();
        if (chosen.state() == UpgradePackage.State.REFUSED) {
            throw ProblemException.invalid(chosen.problems());
        }
        if (chosen.state() != UpgradePackage.State.PROVEN || contents == null) {
            throw ProblemException.conflict(
                    "not-proven",
                    "Of the package " + chosen.name() + " " + chosen.proven() + " of " + chosen.size()
                            + " bytes are proven. Wait until all are.");
        }
        return contents;
    }

    private Answer changeOver(ApiRequest request) {
        Fields fields = request.fields();
        ChangeOver changeOver = changeOver(fields);
        fields.finish();
        UpgradeAttempt attempt = underWay();
        request.audit().subject(attempt.id());
        if (attempt.state() != State.WRITING && attempt.state() != State.WRITTEN) {
            throw ProblemException.conflict("too-late", "It changes over already.");
        }
        conductor.changeOver(attempt, changeOver);
        return Answer.empty(202);
    }

    private Answer abandon(ApiRequest request) {
        UpgradeAttempt attempt = underWay();
        request.audit().subject(attempt.id());
        return Answer.json(ask(() -> conductor.abandon(attempt.id())));
    }

    private Answer rollBack(ApiRequest request) {
        Fields fields = request.fields();
        ChangeOver changeOver = changeOver(fields);
        Optional<String> version = fields.optionalText("version", 1, 100);
        fields.finish();
        UpgradeStatus.Before before = ask(upgrades::status).before().stream()
                .filter(one -> version.isEmpty() || version.get().equals(one.version()))
                .findFirst()
                .orElseThrow(() -> ProblemException.conflict(
                        "nothing-before",
                        "Nothing is whole that this machine ran before"
                                + version.map(text -> " as " + text).orElse("") + ". Restore a backup instead."));
        request.audit().subject(before.version());
        return Answer.json(
                202,
                ask(() -> conductor.rollBack(
                        before.version(), changeOver, request.caller().name())));
    }

    private UpgradeAttempt underWay() {
        return ask(upgrades::status)
                .attempt()
                .filter(attempt -> !attempt.state().isOver())
                .orElseThrow(() -> ProblemException.conflict("no-upgrade", "No upgrade is under way."));
    }

    private static ChangeOver changeOver(Fields fields) {
        ChangeOver.When when = fields.requiredChoice("changeOver", ChangeOver.When.class);
        int patience =
                fields.optionalInteger("patienceSeconds", 0, LONGEST_PATIENCE).orElse(USUAL_PATIENCE);
        return new ChangeOver(when, Duration.ofSeconds(patience));
    }

    /** Asks the machine; what it refuses is a conflict with its state. */
    private static <T> T ask(Supplier<T> question) {
        try {
            return HostQuestion.ask(question);
        } catch (ControlException e) {
            throw ProblemException.conflict("refused", String.valueOf(e.getMessage()));
        }
    }

    record View(
            String version,
            String base,
            String processor,
            String slot,
            long space,
            List<UpgradeStatus.Before> before,
            @Nullable UpgradeAttempt attempt,
            @Nullable Waiting plan,
            List<UpgradePackage> packages,
            List<Finding> checks) {}

    /** When the attempt changes over, and what it waits for. */
    record Waiting(
            ChangeOver.When changeOver,
            long patienceSeconds,
            @Nullable String waitingSince,
            @Nullable Integer calls,
            @Nullable String objection) {
        static Waiting of(UpgradeConductor.Plan plan) {
            return new Waiting(
                    plan.changeOver().when(),
                    plan.changeOver().patience().toSeconds(),
                    plan.waitingSince() == null ? null : plan.waitingSince().toString(),
                    plan.calls(),
                    plan.objection());
        }
    }

    record Found(List<FoundPackage> items) {}

    record Items(List<UpgradeAttempt> items) {}

    record Lines(List<String> lines) {}
}
