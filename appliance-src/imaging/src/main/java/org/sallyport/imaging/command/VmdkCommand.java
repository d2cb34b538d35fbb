package org.sallyport.imaging.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sallyport.imaging.disk.RawDisk;
import org.sallyport.imaging.vmdk.StreamSummary;
import org.sallyport.imaging.vmdk.StreamWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code imaging vmdk}. */
@Command(name = "vmdk", description = "Writes a disk as a streamOptimized VMDK.", mixinStandardHelpOptions = true)
final class VmdkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DiskOption source = new DiskOption();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "The VMDK.")
    private Path output = Path.of("");

    @Override
    public Integer call() throws IOException {
        try (RawDisk disk = source.open()) {
            ProgressMeter meter = source.meter("vmdk", disk, spec);
            StreamSummary summary = StreamWriter.write(disk, output, threads.count(), meter);
            meter.done(summary.fileBytes());
        }
        return 0;
    }
}
