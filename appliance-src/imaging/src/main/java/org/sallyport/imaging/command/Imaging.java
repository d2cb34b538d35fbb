package org.sallyport.imaging.command;

import java.io.IOException;
import java.io.PrintWriter;
import org.sallyport.base.problem.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command with its subcommands. */
@Command(
        name = "imaging",
        description =
                "Turns a raw disk into what hypervisors import, and a CentOS medium into one that installs the appliance.",
        mixinStandardHelpOptions = true,
        versionProvider = Imaging.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            VmdkCommand.class,
            OvfCommand.class,
            OvaCommand.class,
            VhdxCommand.class,
            HypervCommand.class,
            IsoCommand.class,
            CheckCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage", "7:an input was refused"})
public final class Imaging implements Runnable {
    static final int FAILED = 1;
    static final int INVALID_INPUT = 7;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Imaging());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(Imaging::fail);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Give a command.");
    }

    private static int fail(Exception e, CommandLine failed, ParseResult parsed) throws Exception {
        PrintWriter err = failed.getErr();
        int status = switch (e) {
            case InvalidInputException _ -> INVALID_INPUT;
            case IOException _ -> FAILED;
            default -> throw e;
        };
        err.println("imaging: " + e.getMessage());
        err.flush();
        return status;
    }

    /** The version of this build, from the manifest of its jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Imaging.class.getPackage().getImplementationVersion();
            return new String[] {"imaging " + (version == null ? "(not packaged)" : version)};
        }
    }
}
