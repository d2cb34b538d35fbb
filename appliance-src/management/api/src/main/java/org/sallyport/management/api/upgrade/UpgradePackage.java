package org.sallyport.management.api.upgrade;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.Problem;
import org.sallyport.upgrade.format.PackageKind;

/**
 * A package that came in, or is about to.
 *
 * @param name of its file where it came from
 * @param size in bytes
 * @param received bytes that are here
 * @param proven bytes that are known to be those that were signed
 * @param contents what it says of itself, as soon as it is known who signed it
 * @param problems all that is against it
 */
public record UpgradePackage(
        String id,
        String name,
        long size,
        long received,
        long proven,
        String uploadedBy,
        Instant uploadedAt,
        State state,
        @Nullable Contents contents,
        List<Problem> problems) {

    /** How far it is. */
    public enum State {
        /** It comes in, and is proven meanwhile. */
        RECEIVING,
        /** It is whole, and fits this machine. */
        PROVEN,
        /** It is damaged, of nobody trusted, or does not fit this machine. */
        REFUSED
    }

    /**
     * What its manifest says.
     *
     * @param startsFrom the versions that it can take the place of
     * @param way what to install one after the other to come there from what is installed, itself the last; empty when no way
     *     is known
     */
    public record Contents(
            String version,
            PackageKind kind,
            String base,
            String architecture,
            String startsFrom,
            int settingsSchema,
            int securityEpoch,
            Instant created,
            String notes,
            List<String> way,
            SignedBy signer) {}

    /** Who signed it. */
    public record SignedBy(String name, String fingerprint, boolean ofOperator, boolean forDevelopment) {}
}
