package org.sallyport.core.control.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.control.ControlException;

/** The machine. Every method may throw {@link ControlException}. */
public interface HostControl {
    HostStatus status();

    /** What settings would change, without changing it. */
    NetworkPlan plan(ObjectNode document);

    /**
     * Puts the network into the state of some settings.
     *
     * @param revision of the settings, by which the change is confirmed
     * @param confirmWithin after which it is undone unless confirmed; empty for a change that stays
     * @return what did not go as wished and is no failure
     */
    List<String> apply(long revision, ObjectNode document, Optional<Duration> confirmWithin);

    /** Keeps the change on trial; false when none of that revision is. */
    boolean confirm(long revision);

    /** Undoes the change on trial; false when none of that revision is. */
    boolean rollBack(long revision);

    /** What the packet filter lets in. */
    FirewallView firewall();

    /** Ends all and starts again. */
    void reboot();

    /** Ends all and switches off. */
    void powerOff();
}
