package org.sallyport.core.host.nic.rename;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Link.Carrier;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.map.NicMap;
import org.sallyport.core.host.nic.map.NicMapFile;
import org.sallyport.core.host.nic.map.NicMapFile.Content;
import org.sallyport.core.host.nic.map.NicNaming;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a machine's adapters their names and keeps the map. One at a time. */
public final class NicNamer {
    private static final Logger LOG = LoggerFactory.getLogger(NicNamer.class);

    /** An adapter may come while the others are renamed; after that something is wrong. */
    private static final int ATTEMPTS = 3;

    private final Supplier<NicInventory> inventory;
    private final NicMapFile file;
    private final Programs programs;
    private final Clock clock;

    /**
     * A namer.
     *
     * @param inventory reads the machine anew each time
     */
    public NicNamer(Supplier<NicInventory> inventory, NicMapFile file, Programs programs, Clock clock) {
        this.inventory = inventory;
        this.file = file;
        this.programs = programs;
        this.clock = clock;
    }

    /** The names as they should be, without touching anything. */
    public NicNaming decide() {
        return NicNaming.decide(inventory.get(), file.read(), clock.instant());
    }

    /** Names the adapters, and pins them once they have their names. */
    public NicNaming run() {
        NicNaming naming = decide();
        List<Finding> findings = new ArrayList<>(naming.findings());
        rename(naming).or(() -> pin(naming)).ifPresent(findings::add);
        return naming.with(findings, inventory.get());
    }

    private Optional<Finding> rename(NicNaming first) {
        NicNaming naming = first;
        String complaint = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            RenamePlan plan = RenamePlan.of(naming);
            if (plan.isEmpty()) {
                return Optional.empty();
            }
            if (!plan.unsoundNames().isEmpty()) {
                return Optional.of(
                        notRenamed("the names " + plan.unsoundNames() + " hold characters that are not used"));
            }
            ProgramResult result = execute(plan, naming);
            complaint = result.succeeded() ? "the names did not stay" : result.complaint();
            naming = decide();
        }
        return RenamePlan.of(naming).isEmpty() ? Optional.empty() : Optional.of(notRenamed(complaint));
    }

    private ProgramResult execute(RenamePlan plan, NicNaming naming) {
        Set<String> up = naming.adapters().stream()
                .filter(adapter -> adapter.link().carrier() != Carrier.UNKNOWN)
                .map(Adapter::kernelName)
                .collect(Collectors.toSet());
        LOG.info("Renames {}", plan.renames());
        return programs.run(List.of("ip", "-batch", "-"), plan.batch(up::contains));
    }

    private static Finding notRenamed(String complaint) {
        return new Finding(
                Finding.Kind.NOT_RENAMED,
                "The adapters could not be given their names: " + complaint + ".",
                "Start the system anew; if it happens again, send the output of: sallyport support nic-report.");
    }

    private Optional<Finding> pin(NicNaming naming) {
        Optional<NicMap> changed = naming.map().filter(map -> !isStored(map));
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        try {
            file.write(changed.get());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Finding(
                    Finding.Kind.MAP_UNREADABLE,
                    "The map of the adapters cannot be written: " + e + ".",
                    "Look whether the data partition is mounted and has space."));
        }
    }

    private boolean isStored(NicMap map) {
        return file.read() instanceof Content.Present(NicMap stored) && stored.equals(map);
    }
}
