package org.sallyport.apps.director;

import java.util.List;
import org.sallyport.core.process.ProcessMain;

/** The process that carries calls: {@code director [--settings FILE]...}. */
public final class Director {
    private static final List<String> CHANGELOGS = List.of("db/settings.sql", "db/telemetry.sql", "db/calls.sql");

    private Director() {}

    static void main(String[] arguments) {
        ProcessMain.run("director", arguments, CHANGELOGS, DirectorParts::open);
    }
}
