package org.sallyport.core.host.apply;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sallyport.core.host.files.Distribution;
import org.sallyport.core.host.files.FileTree;
import org.sallyport.core.host.files.SystemFile;
import org.sallyport.core.host.firewall.FirewallRules;
import org.sallyport.core.host.network.NetworkFiles;
import org.sallyport.core.host.nic.inventory.MacAddress;
import org.sallyport.core.settings.model.Settings;

/**
 * The configuration of the machine on its disk.
 *
 * @param root of the system
 * @param consolePort port of console and API, which the packet filter lets in
 * @param addresses which adapter a name belongs to, read at each use
 */
public record HostFiles(
        Path root, Distribution distribution, int consolePort, Function<String, Optional<MacAddress>> addresses) {
    /** Puts the files in place that differ, and takes profiles of interfaces away that are no longer there. */
    public Set<Path> put(Settings settings) throws IOException {
        FileTree tree = new FileTree(root);
        Set<Path> changed = changes(settings);
        List<SystemFile> files = files(settings);
        tree.put(files.stream().filter(file -> changed.contains(file.path())).toList());
        tree.delete(strangers(files));
        return changed;
    }

    /** What {@link #put} would change. */
    public Set<Path> changes(Settings settings) throws IOException {
        List<SystemFile> files = files(settings);
        Set<Path> changes = new TreeSet<>(new FileTree(root).differing(files));
        changes.addAll(strangers(files));
        return changes;
    }

    /** Every file that settings decide. */
    Set<Path> all(Settings settings) {
        return files(settings).stream().map(SystemFile::path).collect(Collectors.toSet());
    }

    /** Where the packet filter's rules are on the disk. */
    Path firewall() {
        return new FileTree(root).at(distribution.firewallConfiguration());
    }

    private Set<Path> strangers(List<SystemFile> files) throws IOException {
        return files.isEmpty()
                ? Set.of()
                : new FileTree(root).strangers(NetworkFiles.PROFILES, NetworkFiles.PROFILE_PREFIX, files);
    }

    private List<SystemFile> files(Settings settings) {
        List<SystemFile> files = new ArrayList<>(NetworkFiles.of(settings.network(), distribution, addresses));
        if (!files.isEmpty()) {
            files.add(new SystemFile.Text(
                    distribution.firewallConfiguration(), FirewallRules.render(settings, consolePort), false));
        }
        return files;
    }
}
