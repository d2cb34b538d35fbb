package org.sallyport.core.host.nic.inventory;

import java.util.List;

/**
 * Everything that bears on the order of a machine's adapters.
 *
 * @param adapters Ethernet interfaces, in no particular order; whether each one gets a place is judged elsewhere
 * @param passedOver interfaces that are no adapters, and why
 * @param statements in the order in which they count
 */
public record NicInventory(
        Machine machine, List<Adapter> adapters, List<PassedOver> passedOver, List<Statement> statements) {
    public NicInventory {
        adapters = List.copyOf(adapters);
        passedOver = List.copyOf(passedOver);
        statements = List.copyOf(statements);
    }

    /**
     * An interface without a place.
     *
     * @param reason words for people
     */
    public record PassedOver(String name, String mac, String reason) {}

    /** The same machine with statements from outside. */
    public NicInventory stated(List<Statement> said) {
        return new NicInventory(machine, adapters, passedOver, said);
    }

    /** Whether a statement of an administrator names it; a USB adapter needs that. */
    public boolean isChosen(Adapter adapter) {
        return statements.stream()
                .filter(statement -> statement.source().isExplicit())
                .flatMap(statement -> statement.entries().stream())
                .anyMatch(entry -> entry.names(adapter));
    }
}
