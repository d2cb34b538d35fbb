package org.sallyport.core.control.nic;

import java.time.Duration;
import java.util.List;
import org.sallyport.core.control.ControlException;

/** The network adapters of the machine. Every method may throw {@link ControlException}. */
public interface NicControl {
    NicList list();

    /** Lets the light of an adapter blink; returns when it has. */
    void blink(String name, Duration duration);

    /** Brings up adapters that are down, so that a cable can be noticed, and takes them down after that long. */
    void listen(Duration duration);

    /** Exchanges two names. */
    NicChange swap(String one, String other);

    /**
     * Gives a name to an adapter.
     *
     * @param adapter its hardware address, or the name it bears now
     */
    NicChange pin(String name, String adapter);

    /** Says that the order is right as it is. */
    void confirm();

    /** All raw values that bear on the names, a line an entry, for who cannot see the machine. */
    List<String> report();
}
