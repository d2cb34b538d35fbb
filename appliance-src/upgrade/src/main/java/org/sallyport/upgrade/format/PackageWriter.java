package org.sallyport.upgrade.format;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.LongConsumer;
import org.sallyport.base.archive.UstarWriter;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.upgrade.signature.PackageSigner;

/**
 * Writes packages: the same input and an RSA key give the same bytes.
 *
 * @param draft the manifest, but for the members, which come from the files
 * @param sbom the bill of materials, a file
 * @param payload a squashfs
 */
public record PackageWriter(Manifest draft, Path sbom, Path payload) {
    /** What stands before the package. */
    public enum Form {
        /** Nothing: a {@code .upg}. */
        PLAIN,
        /** The script: a {@code .bin}. */
        SELF_EXTRACTING
    }

    /**
     * The signed manifest, with the hashes of all files.
     *
     * @param progress told of the bytes of the payload that are read
     * @throws InvalidInputException naming all that a package cannot be
     */
    public Signed sign(PackageSigner signer, LongConsumer progress) throws IOException {
        Manifest manifest = draft.with(List.of(
                Member.of(Manifest.SBOM, sbom, _ -> {}), Member.of(draft.kind().payload(), payload, progress)));
        List<Problem> problems = manifest.faults().stream()
                .map(fault -> new Problem("package", manifest.fileName(), fault + ".", "Mend what it is packed from."))
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        byte[] json = manifest.write();
        return new Signed(manifest, json, signer.sign(json, draft.created()));
    }

    /** A manifest, its bytes and the signature over them. */
    public static final class Signed {
        private final Manifest manifest;
        private final byte[] json;
        private final byte[] signature;

        private Signed(Manifest manifest, byte[] json, byte[] signature) {
            this.manifest = manifest;
            this.json = json;
            this.signature = signature;
        }

        public Manifest manifest() {
            return manifest;
        }

        byte[] json() {
            return json.clone();
        }

        byte[] signature() {
            return signature.clone();
        }
    }

    /** Writes the package into a file, which appears when it is whole. */
    public void write(Signed signed, Form form, Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
            if (form == Form.SELF_EXTRACTING) {
                ByteBuffer script = ByteBuffer.wrap(SelfExtracting.script());
                while (script.hasRemaining()) {
                    channel.write(script);
                }
            }
            UstarWriter archive = new UstarWriter(channel, draft.created());
            archive.add(Manifest.NAME, signed.json());
            archive.add(Manifest.SIGNATURE, signed.signature());
            archive.add(Manifest.SBOM, sbom);
            archive.add(draft.kind().payload(), payload);
            archive.end();
        }
        if (form == Form.SELF_EXTRACTING && !fresh.toFile().setExecutable(true)) {
            throw new IOException(fresh + " cannot be made executable");
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
