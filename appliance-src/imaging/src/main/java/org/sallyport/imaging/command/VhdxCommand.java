package org.sallyport.imaging.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sallyport.imaging.disk.RawDisk;
import org.sallyport.imaging.vhdx.VhdxWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code imaging vhdx}. */
@Command(name = "vhdx", description = "Writes a disk as a dynamic VHDX.", mixinStandardHelpOptions = true)
final class VhdxCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DiskOption source = new DiskOption();

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "The VHDX.")
    private Path output = Path.of("");

    @Override
    public Integer call() throws IOException {
        try (RawDisk disk = source.open()) {
            ProgressMeter meter = source.meter("vhdx", disk, spec);
            meter.done(VhdxWriter.write(disk, output, meter));
        }
        return 0;
    }
}
