package org.sallyport.core.host.firstboot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.host.guest.KvpExchange;
import org.sallyport.core.host.program.Programs;

/** All places where answers may be found; the first that has any is taken alone. */
public final class AnswerSources implements AnswerSource {
    private final List<AnswerSource> inOrder;

    AnswerSources(List<AnswerSource> inOrder) {
        this.inOrder = inOrder;
    }

    /**
     * Those of a machine.
     *
     * @param root of its files
     * @param installer where the installer left its answers
     */
    public static AnswerSources of(Path root, Path installer, Programs programs) {
        String vendor = text(root.resolve("sys/class/dmi/id/sys_vendor")).orElse("");
        return new AnswerSources(List.of(
                drive(root),
                new GuestInfo(vendor, programs),
                new HyperVPairs(vendor, new KvpExchange(root)),
                firmware(root),
                installer(installer)));
    }

    /** A drive with a file of answers. */
    public static AnswerSource drive(Path root) {
        return new ConfigurationDrive(root);
    }

    /** Where the files of a drive are copied to, for those who may not mount it. */
    public static List<Path> copies(Path root) {
        return ConfigurationDrive.copies(root);
    }

    /** What QEMU hands over. */
    public static AnswerSource firmware(Path root) {
        return new FirmwareAnswers(root);
    }

    /** A file that the installer left. */
    public static AnswerSource installer(Path file) {
        return file("the installer's answers", file);
    }

    /** A file of the data partition. */
    public static AnswerSource file(String source, Path file) {
        return () -> text(file).flatMap(answers -> Answers.in(source, answers));
    }

    @Override
    public Optional<Answers> find() {
        return inOrder.stream()
                .flatMap(source -> source.find().stream())
                .filter(Answers::decideSomething)
                .findFirst();
    }

    private static Optional<String> text(Path file) {
        return BoundedFile.octets(file).map(octets -> new String(octets, StandardCharsets.UTF_8));
    }
}
