package org.sallyport.imaging.command;

import java.io.IOException;
import java.nio.file.Path;
import org.sallyport.imaging.disk.RawDisk;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The disk that a command converts. */
final class DiskOption {
    @Option(names = "--disk", required = true, paramLabel = "FILE", description = "A raw disk image; it may be sparse.")
    private Path disk = Path.of("");

    RawDisk open() throws IOException {
        return RawDisk.open(disk);
    }

    ProgressMeter meter(String what, RawDisk opened, CommandSpec spec) {
        return new ProgressMeter(what, opened.size(), spec.commandLine().getErr());
    }
}
