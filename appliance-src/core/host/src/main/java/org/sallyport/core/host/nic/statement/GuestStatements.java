package org.sallyport.core.host.nic.statement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.host.guest.KvpPool;
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
    private static final int LIMIT_OCTETS = 8 << 20;

    /** What the host pushed, then what it says of itself. */
    private static final List<String> POOLS = List.of(".kvp_pool_0", ".kvp_pool_3");

    private final Path root;
    private final Programs programs;

    public GuestStatements(Path root, Programs programs) {
        this.root = root;
        this.programs = programs;
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
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pool : POOLS) {
            KvpPool.parse(octets(root.resolve("var/lib/hyperv").resolve(pool))).forEach(pairs::putIfAbsent);
        }
        return NicKeys.statement(Source.HYPER_V_KVP, pairs);
    }

    private static byte[] octets(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(LIMIT_OCTETS);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
