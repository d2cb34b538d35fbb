package org.sallyport.imaging.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.sallyport.imaging.iso.Remaster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code imaging iso}. */
@Command(
        name = "iso",
        description = "Makes an installation medium of the appliance from one of CentOS Stream 9 or 10 or their kin.",
        mixinStandardHelpOptions = true)
final class IsoCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--medium", required = true, paramLabel = "ISO", description = "The boot or DVD ISO, x86_64.")
    private Path medium = Path.of("");

    @Option(names = "--sha256", required = true, paramLabel = "SUM", description = "What its publisher says of it.")
    private String sha256 = "";

    @Option(
            names = "--kickstart",
            required = true,
            paramLabel = "DIRECTORY",
            description = "ks.cfg and what it includes; becomes the root of the medium.")
    private Path kickstart = Path.of("");

    @Option(
            names = "--packages",
            required = true,
            paramLabel = "DIRECTORY",
            description = "RPMs with the index that createrepo_c makes; becomes /sallyport on the medium.")
    private Path packages = Path.of("");

    @Option(
            names = "--append",
            defaultValue = "",
            paramLabel = "ARGUMENTS",
            description = "More arguments for the kernel.")
    private String append = "";

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "The new ISO.")
    private Path output = Path.of("");

    @Override
    public Integer call() throws IOException {
        Instant modified = BuildTime.of(System.getenv());
        PrintWriter err = spec.commandLine().getErr();
        long size = new Remaster(medium, sha256, kickstart, packages, append).write(output, modified, step -> {
            err.printf("iso: %s%n", step);
            err.flush();
        });
        err.printf("iso: done, %.1f MiB written%n", size / MEBIBYTE);
        err.flush();
        return 0;
    }
}
