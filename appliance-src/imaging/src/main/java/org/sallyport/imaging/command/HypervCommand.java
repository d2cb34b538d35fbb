package org.sallyport.imaging.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.sallyport.imaging.disk.RawDisk;
import org.sallyport.imaging.hyperv.HypervPackage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code imaging hyperv}. */
@Command(
        name = "hyperv",
        description = "Writes a disk and its import script for Hyper-V in one ZIP.",
        mixinStandardHelpOptions = true)
final class HypervCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DiskOption source = new DiskOption();

    @Option(
            names = "--script",
            required = true,
            paramLabel = "FILE",
            description = "Import-Sallyport.ps1 of hypervisor-templates.")
    private Path script = Path.of("");

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "The ZIP.")
    private Path output = Path.of("");

    @Override
    public Integer call() throws IOException {
        Instant modified = BuildTime.of(System.getenv());
        try (RawDisk disk = source.open()) {
            ProgressMeter meter = source.meter("hyperv", disk, spec);
            meter.done(HypervPackage.write(disk, script, output, modified, meter));
        }
        return 0;
    }
}
