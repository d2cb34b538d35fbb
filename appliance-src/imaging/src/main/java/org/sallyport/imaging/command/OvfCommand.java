package org.sallyport.imaging.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sallyport.imaging.disk.RawDisk;
import org.sallyport.imaging.ovf.OvfPackage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code imaging ovf}. */
@Command(
        name = "ovf",
        description = "Writes a disk as a virtual machine for vSphere in files of a directory.",
        mixinStandardHelpOptions = true)
final class OvfCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DiskOption source = new DiskOption();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Option(names = "--output", required = true, paramLabel = "DIRECTORY", description = "Made if it is not there.")
    private Path output = Path.of("");

    @Override
    public Integer call() throws IOException {
        OvfPackage described = machine.read();
        try (RawDisk disk = source.open()) {
            ProgressMeter meter = source.meter("ovf", disk, spec);
            long written = 0;
            for (Path file : described.writeFiles(disk, Files.createDirectories(output), threads.count(), meter)) {
                written += Files.size(file);
            }
            meter.done(written);
        }
        return 0;
    }
}
