package org.sallyport.core.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/**
 * Who may ask a control server, beyond the mode of its socket file.
 *
 * @param group that may connect beside the owner; empty for the group of the process
 * @param users that are answered, by the credentials the kernel vouches for (unix(7), SO_PEERCRED); empty for all
 */
public record PeerRule(Optional<String> group, Set<String> users) {
    /** Whoever may connect is answered. */
    public static final PeerRule WHOEVER_CONNECTS = new PeerRule(Optional.empty(), Set.of());

    /** The peer's user if it is not to be answered. */
    Optional<String> refused(SocketChannel socket) throws IOException {
        if (users.isEmpty()) {
            return Optional.empty();
        }
        String user = socket.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        return users.contains(user) ? Optional.empty() : Optional.of(user);
    }
}
