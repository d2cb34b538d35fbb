package org.sallyport.core.host.nic.statement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.host.firstboot.AnswerSource;
import org.sallyport.core.host.firstboot.AnswerSources;
import org.sallyport.core.host.nic.inventory.Machine.Platform;
import org.sallyport.core.host.nic.inventory.Statement;
import org.sallyport.core.host.nic.inventory.Statement.Source;
import org.sallyport.core.host.program.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What everybody says of the adapters: the places where answers are kept, and the hypervisor. */
public final class AllStatements {
    private static final Logger LOG = LoggerFactory.getLogger(AllStatements.class);

    private final GuestStatements guest;
    private final AnswerSource drive;
    private final AnswerSource firmware;
    private final AnswerSource installer;

    /**
     * Statements to the system below a root directory.
     *
     * @param installer where the installer left its answers
     * @param isPatient whether to wait for what Hyper-V says, as at a first boot
     */
    public AllStatements(Path root, Path installer, Programs programs, boolean isPatient) {
        this.guest = new GuestStatements(root, programs, isPatient);
        this.drive = AnswerSources.drive(root);
        this.firmware = AnswerSources.firmware(root);
        this.installer = AnswerSources.installer(installer);
    }

    /** Reads them anew, in the order in which they count. */
    public List<Statement> read(Platform platform) {
        List<Statement> statements = new ArrayList<>();
        among(Source.CONFIG_DRIVE, drive).ifPresent(statements::add);
        statements.addAll(guest.read(platform));
        among(Source.FIRMWARE_CONFIGURATION, firmware).ifPresent(statements::add);
        among(Source.INSTALLER, installer).ifPresent(statements::add);
        return List.copyOf(statements);
    }

    private static Optional<Statement> among(Source source, AnswerSource answers) {
        try {
            return answers.find().flatMap(found -> {
                Map<String, String> pairs = new LinkedHashMap<>();
                found.values().forEach((key, value) -> pairs.put(NicKeys.PREFIX + key, value));
                return NicKeys.statement(source, pairs);
            });
        } catch (InvalidInputException e) {
            LOG.warn("What {} says of the adapters cannot be read: {}", source.words(), e.getMessage());
            return Optional.empty();
        }
    }
}
