package org.sallyport.imaging.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.sallyport.imaging.disk.RawDisk;
import org.sallyport.imaging.ovf.OvfPackage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code imaging ova}. */
@Command(
        name = "ova",
        description = "Writes a disk as a virtual machine for vSphere in one archive.",
        mixinStandardHelpOptions = true)
final class OvaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DiskOption source = new DiskOption();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "The OVA.")
    private Path output = Path.of("");

    @Override
    public Integer call() throws IOException {
        Instant modified = BuildTime.of(System.getenv());
        OvfPackage described = machine.read();
        try (RawDisk disk = source.open()) {
            ProgressMeter meter = source.meter("ova", disk, spec);
            meter.done(described.writeArchive(disk, output, modified, threads.count(), meter));
        }
        return 0;
    }
}
