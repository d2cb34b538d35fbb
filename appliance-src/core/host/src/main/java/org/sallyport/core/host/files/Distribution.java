package org.sallyport.core.host.files;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the two families of distributions keep what we configure. */
public enum Distribution {
    CENTOS("/etc/chrony.conf", "chronyd.service", "/etc/sysconfig/nftables.conf", "sshd.service"),
    DEBIAN("/etc/chrony/chrony.conf", "chrony.service", "/etc/nftables.conf", "ssh.service");

    private final String timeConfiguration;
    private final String timeUnit;
    private final String firewallConfiguration;
    private final String sshUnit;

    Distribution(String timeConfiguration, String timeUnit, String firewallConfiguration, String sshUnit) {
        this.timeConfiguration = timeConfiguration;
        this.timeUnit = timeUnit;
        this.firewallConfiguration = firewallConfiguration;
        this.sshUnit = sshUnit;
    }

    /** The one that a system below a root directory is of. */
    public static Distribution of(Path root) {
        return Files.exists(root.resolve("etc/debian_version")) ? DEBIAN : CENTOS;
    }

    /** The file that chrony reads. */
    public Path timeConfiguration() {
        return Path.of(timeConfiguration);
    }

    public String timeUnit() {
        return timeUnit;
    }

    /** The file from which nftables is loaded before the network comes up. */
    public Path firewallConfiguration() {
        return Path.of(firewallConfiguration);
    }

    public String sshUnit() {
        return sshUnit;
    }
}
