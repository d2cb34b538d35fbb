package org.sallyport.upgrade.eligibility;

import org.sallyport.upgrade.path.ProcessorLevel;
import org.sallyport.upgrade.path.Version;

/**
 * What a machine has.
 *
 * @param base the distribution with its release, such as {@code centos-10}
 * @param processor what its processor is capable of
 * @param settingsSchema the number of the form its settings are in
 * @param securityEpoch the least that a package must have
 */
public record Installed(
        Version version, String base, ProcessorLevel processor, int settingsSchema, int securityEpoch) {}
