package org.sallyport.imaging.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.Callable;
import org.sallyport.imaging.ovf.OvaCheck;
import org.sallyport.imaging.ovf.OvaCheck.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code imaging check}. */
@Command(
        name = "check",
        description =
                "Verifies an OVA: order, digests, signature, each grain of its disk. Whether the signer can be trusted is"
                        + " yours to judge.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "OVA")
    private Path ova = Path.of("");

    @Override
    public Integer call() throws IOException {
        Verdict verdict = OvaCheck.verify(ova);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("files: %s%n", String.join(", ", verdict.files()));
        verdict.disks()
                .forEach((file, disk) -> out.printf(
                        "%s: %.1f MiB of a disk of %.0f MiB in %.1f MiB%n",
                        file,
                        disk.populatedBytes() / MEBIBYTE,
                        disk.capacityBytes() / MEBIBYTE,
                        disk.fileBytes() / MEBIBYTE));
        out.printf(
                "signed by: %s%n", verdict.signer().map(CheckCommand::describe).orElse("nobody"));
        out.flush();
        return 0;
    }

    private static String describe(X509Certificate signer) {
        return signer.getSubjectX500Principal().getName() + ", valid until "
                + signer.getNotAfter().toInstant();
    }
}
