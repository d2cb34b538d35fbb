package org.sallyport.core.host.apply;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sallyport.core.host.files.Distribution;
import org.sallyport.core.host.network.NetworkFiles;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.settings.model.NetworkInterfaceSettings;
import org.sallyport.core.settings.model.Settings;

/** Puts settings into force on the running machine: files first, then the programs that read them. Not thread-safe. */
public final class HostApplication {
    /** A lease takes a few seconds; longer ones come in the background. */
    private static final String ACTIVATION_SECONDS = "20";

    private final HostFiles files;
    private final Programs programs;

    public HostApplication(HostFiles files, Programs programs) {
        this.files = files;
        this.programs = programs;
    }

    /** Files that would change. */
    public Set<Path> plan(Settings settings) throws HostChangeException {
        try {
            return files.changes(settings);
        } catch (IOException e) {
            throw new HostChangeException("The configuration of the system cannot be read: " + e, e);
        }
    }

    /**
     * Brings the machine into the state of some settings; does nothing when they leave its network alone.
     *
     * @return what did not go as wished but is no failure, such as an interface without cable
     * @throws HostChangeException when the system refuses the configuration; part of it may be in force
     */
    public List<String> apply(Settings settings) throws HostChangeException {
        return apply(settings, false);
    }

    /** The same, and has every program read its configuration anew, even where the disk held it already. */
    public List<String> renew(Settings settings) throws HostChangeException {
        return apply(settings, true);
    }

    private List<String> apply(Settings settings, boolean isForAll) throws HostChangeException {
        if (!settings.network().isConfigured()) {
            return List.of();
        }
        Set<Path> changed = put(settings);
        Set<Path> news = isForAll ? files.all(settings) : changed;
        List<String> notes = new ArrayList<>();
        must("The packet filter was not loaded", "nft", "-f", files.firewall().toString());
        if (news.contains(Path.of("/etc/hostname"))) {
            new RunningName(programs).follow(settings).ifPresent(notes::add);
        }
        if (news.stream().anyMatch(path -> path.startsWith("/etc/NetworkManager"))) {
            activate(settings, news, notes);
        }
        Distribution distribution = files.distribution();
        if (news.contains(distribution.timeConfiguration())) {
            wish(notes, "The time service was not restarted", "systemctl", "try-restart", distribution.timeUnit());
        }
        wish(
                notes,
                "SSH was not switched",
                "systemctl",
                settings.network().firewall().ssh() ? "enable" : "disable",
                "--now",
                distribution.sshUnit());
        return List.copyOf(notes);
    }

    private Set<Path> put(Settings settings) throws HostChangeException {
        try {
            return files.put(settings);
        } catch (IOException e) {
            throw new HostChangeException("The configuration of the system cannot be written: " + e, e);
        }
    }

    private void activate(Settings settings, Set<Path> news, List<String> notes) throws HostChangeException {
        must("NetworkManager did not read its configuration", "nmcli", "general", "reload");
        must("NetworkManager did not read its profiles", "nmcli", "connection", "reload");
        for (NetworkInterfaceSettings nic : settings.network().interfaces()) {
            if (news.contains(NetworkFiles.profile(nic))) {
                wish(
                        notes,
                        nic.name() + " did not come up",
                        "nmcli",
                        "--wait",
                        ACTIVATION_SECONDS,
                        "connection",
                        "up",
                        NetworkFiles.PROFILE_PREFIX + nic.name());
            }
        }
    }

    private void must(String failure, String... command) throws HostChangeException {
        ProgramResult result = programs.run(command);
        if (!result.succeeded()) {
            throw new HostChangeException(failure + ": " + result.complaint());
        }
    }

    private void wish(List<String> notes, String failure, String... command) {
        ProgramResult result = programs.run(command);
        if (!result.succeeded()) {
            notes.add(failure + ": " + result.complaint());
        }
    }
}
