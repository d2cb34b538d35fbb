package org.sallyport.core.control.upgrade;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the machine has, and what becomes of it.
 *
 * @param version that runs
 * @param base the distribution with its release, such as {@code centos-10}
 * @param processor what its processor is capable of, such as {@code x86-64-v3}
 * @param settingsSchema the number of the form its settings are in
 * @param securityEpoch the least that a package must have
 * @param slot where it runs, {@code a} or {@code b}; empty where the system is not ours to replace
 * @param packages the folder in which packages are expected, where the manager puts them
 * @param space for what an upgrade writes
 * @param before what can be returned to, what ran last first; empty while there is nothing whole
 * @param attempt the one under way, otherwise the last one
 */
public record UpgradeStatus(
        String version,
        String base,
        String processor,
        int settingsSchema,
        int securityEpoch,
        String slot,
        String packages,
        UpgradeSpace space,
        List<Before> before,
        Optional<UpgradeAttempt> attempt) {

    /**
     * What ran before and is still whole.
     *
     * @param until when it ran last
     * @param kind what a return changes: the whole system, by a start of the machine, or the services alone
     */
    public record Before(String version, Instant until, UpgradeAttempt.Kind kind) {}
}
