package org.sallyport.core.host.nic.order;

import java.util.List;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.Adapter;

/** What a rule says of a machine. */
sealed interface Verdict {

    /** An order of all adapters. */
    record Ordered(List<Ranked> adapters, List<Finding> findings) implements Verdict {
        public Ordered {
            adapters = List.copyOf(adapters);
            findings = List.copyOf(findings);
        }
    }

    /** Nothing to go by, and what an administrator should know of it. */
    record Silent(String why, List<Finding> findings) implements Verdict {
        Silent(String why) {
            this(why, List.of());
        }
    }

    /** An adapter in its turn, and the word that put it there. */
    record Ranked(Adapter adapter, Witness witness, String reason) {}
}
