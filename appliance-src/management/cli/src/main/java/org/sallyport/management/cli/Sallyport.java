package org.sallyport.management.cli;

import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import org.sallyport.base.problem.DamagedFileException;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.upgrade.signature.UntrustedPackageException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command with its subcommands. */
@Command(
        name = "sallyport",
        description = "Administers a Sallyport access director through its API.",
        mixinStandardHelpOptions = true,
        versionProvider = Sallyport.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LoginCommands.class,
            LoginCommands.Logout.class,
            LoginCommands.Password.class,
            SystemCommands.Health.class,
            SystemCommands.Status.class,
            SystemCommands.Alarms.class,
            SystemCommands.Audit.class,
            CallCommands.class,
            RegistrationCommands.class,
            TurnCommands.class,
            HistoryCommands.class,
            SettingsCommands.class,
            NetworkCommands.class,
            NicCommands.class,
            PowerCommands.class,
            SupportCommands.class,
            UpgradeCommands.class,
            BackupCommands.class,
            UserCommands.class,
            TokenCommands.class,
            GenerateCompletion.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage",
            "3:not authorised",
            "4:not found",
            "5:conflict, such as somebody else's change in between",
            "6:the system, or a part that is needed, cannot be reached",
            "7:invalid input"
        })
public final class Sallyport implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Sallyport());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, failed, _) -> fail(e, failed.getErr()));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Give a command.");
    }

    private static int fail(Exception e, PrintWriter err) throws Exception {
        int status = switch (e) {
            case ApiException failure -> failure.exitCode();
            case InvalidInputException _, DamagedFileException _, UntrustedPackageException _ -> ExitCode.INVALID_INPUT;
            case NoSuchFileException _ -> ExitCode.NOT_FOUND;
            default -> throw e;
        };
        err.println("sallyport: " + (e instanceof NoSuchFileException ? "There is no file " : "") + e.getMessage());
        err.flush();
        return status;
    }

    /** The version of this build, from the manifest of its jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Sallyport.class.getPackage().getImplementationVersion();
            return new String[] {"sallyport " + (version == null ? "(not packaged)" : version)};
        }
    }
}
