package org.sallyport.management.api.backup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.files.FilesControl;
import org.sallyport.core.control.files.KeptFile;

/** The certificates, keys and authorities of the whole system, each with the process that keeps it. */
public final class SystemFiles {
    /** Where the manager keeps what console and API prove themselves with. */
    public static final String MANAGEMENT_TLS = "management-tls";

    /** Where the director keeps what SIP over TLS is proven with. */
    public static final String SIP_TLS = "sip-tls";

    /** Where the director keeps what TURN over TLS is proven with. */
    public static final String TURN_TLS = "turn-tls";

    /** What an operator put into {@code /etc/sallyport}: authorities of upgrades and of peers. */
    public static final String CONFIGURATION = "etc";

    private final List<Owner> owners;

    public SystemFiles(List<Owner> owners) {
        this.owners = List.copyOf(owners);
    }

    /**
     * A process that keeps files.
     *
     * @param places those that it keeps
     * @param isMachine whether it is there on appliances only
     */
    public record Owner(FilesControl control, Set<String> places, boolean isMachine) {
        /** Whether it answers, or has to. */
        private boolean isThere() {
            if (!isMachine) {
                return true;
            }
            try {
                control.files();
                return true;
            } catch (ControlException e) {
                if (e.reason() == ControlException.Reason.AWAY) {
                    return false;
                }
                throw e;
            }
        }
    }

    /**
     * All of them.
     *
     * @throws ControlException when a process that keeps some is away
     */
    List<KeptFile> all() {
        return owners.stream()
                .filter(Owner::isThere)
                .flatMap(owner -> owner.control().files().stream())
                .toList();
    }

    /** Those that nobody here takes: of an appliance, where this is none. */
    List<KeptFile> homeless(List<KeptFile> files) {
        List<KeptFile> homeless = new ArrayList<>(files);
        owners.stream()
                .filter(Owner::isThere)
                .forEach(owner -> homeless.removeIf(file -> owner.places().contains(file.place())));
        return homeless;
    }

    /**
     * Puts files into the place of those that are there, all or none; those that nobody takes are left out.
     *
     * @return puts those before back
     */
    Runnable replace(List<KeptFile> files) {
        Deque<Runnable> undo = new ArrayDeque<>();
        Runnable undoAll = () -> undo.forEach(Runnable::run);
        for (Owner owner : owners) {
            List<KeptFile> theirs = files.stream()
                    .filter(file -> owner.places().contains(file.place()))
                    .toList();
            if (theirs.isEmpty() || !owner.isThere()) {
                continue;
            }
            try {
                List<KeptFile> before = owner.control().files().stream()
                        .filter(file ->
                                theirs.stream().anyMatch(other -> other.place().equals(file.place())))
                        .toList();
                owner.control().replace(theirs);
                undo.push(() -> owner.control().replace(before));
            } catch (ControlException e) {
                undoAll.run();
                throw e;
            }
        }
        return undoAll;
    }
}
