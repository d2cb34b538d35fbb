package org.sallyport.imaging.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.imaging.ovf.Firmware;
import org.sallyport.imaging.ovf.ManifestSigner;
import org.sallyport.imaging.ovf.OvfPackage;
import org.sallyport.imaging.ovf.VirtualMachine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The virtual machine that a package for vSphere describes. */
final class MachineOptions {
    @Option(
            names = "--template",
            required = true,
            paramLabel = "OVF",
            description = "sallyport.ovf of hypervisor-templates.")
    private Path template = Path.of("");

    @Option(names = "--name", required = true, description = "Name of the machine and of its files.")
    private String name = "";

    @Option(names = "--release", required = true, paramLabel = "VERSION", description = "Version of the product.")
    private String release = "";

    @Option(
            names = "--os-type",
            paramLabel = "ID",
            defaultValue = "other4xLinux64Guest",
            description =
                    "The guest operating system as vSphere names it; by default ${DEFAULT-VALUE}, which all versions"
                            + " from 6.7 know.")
    private String osType = "";

    @Option(
            names = "--hardware",
            paramLabel = "VERSION",
            defaultValue = "vmx-15",
            description = "Virtual hardware; by default ${DEFAULT-VALUE}.")
    private String hardware = "";

    @Option(
            names = "--firmware",
            paramLabel = "efi|bios",
            defaultValue = "efi",
            description = "By default ${DEFAULT-VALUE}.")
    private Firmware firmware = Firmware.EFI;

    @Option(names = "--secure-boot", description = "Turns Secure Boot on.")
    private boolean secureBoot;

    @Option(names = "--cpus", paramLabel = "N", defaultValue = "4", description = "By default ${DEFAULT-VALUE}.")
    private int cpus;

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            defaultValue = "8192",
            description = "By default ${DEFAULT-VALUE} MiB.")
    private int memory;

    @Option(
            names = "--property",
            paramLabel = "KEY=VALUE",
            description = "A first-boot answer filled in beforehand; may be repeated.")
    private List<String> answers = new ArrayList<>();

    @ArgGroup(exclusive = false)
    private @Nullable Signing signing;

    /** Both or none. */
    private static final class Signing {
        @Option(names = "--key", required = true, paramLabel = "PEM", description = "Signs the manifest; an RSA key.")
        private Path key = Path.of("");

        @Option(
                names = "--certificate",
                required = true,
                paramLabel = "PEM",
                description = "The certificate of the key, then its issuers.")
        private Path certificate = Path.of("");
    }

    OvfPackage read() throws IOException {
        VirtualMachine machine =
                new VirtualMachine(name, release, osType, hardware, firmware, secureBoot, cpus, memory);
        Optional<ManifestSigner> signer =
                signing == null ? Optional.empty() : Optional.of(ManifestSigner.read(signing.key, signing.certificate));
        return new OvfPackage(template, machine, byKey(), signer);
    }

    /** Taken apart here and not by the parser of arguments, which would read quotes. */
    private Map<String, String> byKey() {
        Map<String, String> byKey = new LinkedHashMap<>();
        for (String answer : answers) {
            int equals = answer.indexOf('=');
            if (equals < 1) {
                throw new InvalidInputException(new Problem("property", answer, "It has no key.", "Write KEY=VALUE."));
            }
            byKey.put(answer.substring(0, equals), answer.substring(equals + 1));
        }
        return byKey;
    }
}
