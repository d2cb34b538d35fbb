package org.sallyport.core.host.nic.statement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.host.guest.KvpExchange;
import org.sallyport.core.host.guest.OvfEnvironment;
import org.sallyport.core.host.nic.inventory.Machine.Platform;
import org.sallyport.core.host.nic.inventory.Statement;
import org.sallyport.core.host.nic.inventory.Statement.Source;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the hypervisor, by the ways it has, which adapter is which. */
public final class GuestStatements {
    private static final Logger LOG = LoggerFactory.getLogger(GuestStatements.class);

    private final KvpExchange exchange;
    private final Programs programs;
    private final boolean isPatient;

    /**
     * Statements to the guest below a root directory.
     *
     * @param isPatient whether to wait for what Hyper-V says, as at a first boot
     */
    public GuestStatements(Path root, Programs programs, boolean isPatient) {
        this.exchange = new KvpExchange(root);
        this.programs = programs;
        this.isPatient = isPatient;
    }

    /** What is said at the moment, in the order in which it counts. */
    public List<Statement> read(Platform platform) {
        return switch (platform) {
            case VMWARE -> vmware();
            case HYPER_V -> hyperV().stream().toList();
            case BARE_METAL, KVM, XEN, CONTAINER, OTHER_HYPERVISOR -> List.of();
        };
    }

    private List<Statement> vmware() {
        ProgramResult result = programs.run("vmtoolsd", "--cmd", "info-get guestinfo.ovfEnv");
        if (!result.succeeded() || result.output().isBlank()) {
            LOG.info("vSphere gave no OVF environment: {}", result.complaint());
            return List.of();
        }
        try {
            OvfEnvironment environment = OvfEnvironment.parse(result.output().strip());
            List<Statement> statements = new ArrayList<>();
            NicKeys.statement(Source.OVF_PROPERTIES, environment.properties()).ifPresent(statements::add);
            NicKeys.statement(environment).ifPresent(statements::add);
            return statements;
        } catch (InvalidInputException e) {
            LOG.warn("The OVF environment says nothing of the adapters: {}", e.getMessage());
            return List.of();
        }
    }

    private Optional<Statement> hyperV() {
        Map<String, String> pairs =
                isPatient ? exchange.await(key -> key.startsWith(NicKeys.PREFIX)) : exchange.pairs();
        return NicKeys.statement(Source.HYPER_V_KVP, pairs);
    }
}
