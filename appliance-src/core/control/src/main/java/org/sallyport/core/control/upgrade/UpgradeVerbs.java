package org.sallyport.core.control.upgrade;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.Verb.Query;

/** The verbs of upgrades, by name. */
public final class UpgradeVerbs {
    static final String STATUS = "upgrade.status";
    static final String HISTORY = "upgrade.history";
    static final String LOG = "upgrade.log";
    static final String WRITE = "upgrade.write";
    static final String CHANGE_OVER = "upgrade.change-over";
    static final String ABANDON = "upgrade.abandon";
    static final String ROLL_BACK = "upgrade.roll-back";
    static final String OPEN_MEDIA = "upgrade.open-media";

    private UpgradeVerbs() {}

    /** What a control server needs to offer upgrades. */
    public static Map<String, Verb> of(UpgradeControl upgrades) {
        return Map.of(
                STATUS, new Query(_ -> upgrades.status()),
                HISTORY, new Query(_ -> upgrades.history()),
                LOG,
                        new Query(arguments ->
                                upgrades.log(Json.read(arguments, Attempt.class).attempt())),
                WRITE,
                        new Query(arguments -> {
                            Write write = Json.read(arguments, Write.class);
                            return upgrades.write(Path.of(write.file()), write.startedBy(), write.backup());
                        }),
                CHANGE_OVER,
                        new Query(arguments -> upgrades.changeOver(
                                Json.read(arguments, Attempt.class).attempt())),
                ABANDON,
                        new Query(arguments -> upgrades.abandon(
                                Json.read(arguments, Attempt.class).attempt())),
                ROLL_BACK,
                        new Query(arguments -> {
                            RollBack rollBack = Json.read(arguments, RollBack.class);
                            return upgrades.rollBack(rollBack.version(), rollBack.startedBy());
                        }),
                OPEN_MEDIA,
                        new Query(_ -> {
                            upgrades.openMedia();
                            return true;
                        }));
    }

    record Attempt(String attempt) {}

    record Write(String file, String startedBy, @Nullable String backup) {}

    record RollBack(@Nullable String version, String startedBy) {}
}
