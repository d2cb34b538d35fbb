package org.sallyport.core.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.sallyport.base.lifecycle.OpenParts;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseAddress;
import org.sallyport.core.settings.layers.SettingsFile;
import org.sallyport.core.settings.model.ProcessSettings;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.core.telemetry.process.ProcessProbe;

/**
 * What every process has.
 *
 * @param parts what to close at the end; keep here whatever you open
 * @param database need not be up yet
 */
public record ProcessFrame(
        String name,
        SettingsFile file,
        OpenParts parts,
        Clock clock,
        LiveObjects liveObjects,
        Deadlines deadlines,
        Metrics metrics,
        Alarms alarms,
        ProcessProbe probe,
        Database database) {

    /**
     * Reads the settings file, makes the state directory and what else a process needs.
     *
     * @param changelogs of the tables that this process uses
     * @throws InvalidInputException with every problem of the settings file
     */
    static ProcessFrame open(String name, ProcessArguments arguments, List<String> changelogs, OpenParts parts) {
        SettingsFile file = SettingsFile.read(arguments.settingsFiles());
        makeDirectory(file.process().stateDirectory());
        Clock clock = Clock.systemUTC();
        LiveObjects liveObjects = new LiveObjects();
        Metrics metrics = new Metrics();
        ProcessProbe probe = new ProcessProbe(name, liveObjects);
        probe.publish(metrics);
        return new ProcessFrame(
                name,
                file,
                parts,
                clock,
                liveObjects,
                parts.keep(new Deadlines(liveObjects)),
                metrics,
                new Alarms(name, clock),
                probe,
                parts.keep(new Database(address(file.process()), changelogs)));
    }

    /** What the process must know before it reaches the database. */
    public ProcessSettings process() {
        return file.process();
    }

    private static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        } catch (IOException e) {
            throw new InvalidInputException(new Problem(
                    "process.state-directory",
                    directory.toString(),
                    "It cannot be made: " + e + ".",
                    "Give a directory that this process may write."));
        }
    }

    private static DatabaseAddress address(ProcessSettings process) {
        String password =
                process.databasePasswordFile().map(ProcessFrame::secret).orElse("");
        return new DatabaseAddress(process.databaseUrl(), process.databaseUser(), password);
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new InvalidInputException(new Problem(
                    "process.database-password-file",
                    file.toString(),
                    "It cannot be read: " + e + ".",
                    "Give a file that this process may read, with nothing but the password."));
        }
    }
}
