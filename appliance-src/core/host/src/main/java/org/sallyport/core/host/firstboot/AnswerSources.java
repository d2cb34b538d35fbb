package org.sallyport.core.host.firstboot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.host.program.Programs;

/** All places where answers may be found; the first that has any is taken alone. */
public final class AnswerSources implements AnswerSource {
    private static final Duration HYPER_V_PATIENCE = Duration.ofSeconds(90);

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
                new ConfigurationDrive(root, programs),
                new GuestInfo(vendor, programs),
                new HyperVPairs(vendor, root, HYPER_V_PATIENCE),
                new FirmwareAnswers(root),
                () -> text(installer).flatMap(answers -> Answers.in("the installer's answers", answers))));
    }

    @Override
    public Optional<Answers> find() {
        return inOrder.stream().flatMap(source -> source.find().stream()).findFirst();
    }

    private static Optional<String> text(Path file) {
        return BoundedFile.octets(file).map(octets -> new String(octets, StandardCharsets.UTF_8));
    }
}
