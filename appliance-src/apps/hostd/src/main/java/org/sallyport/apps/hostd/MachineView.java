package org.sallyport.apps.hostd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sallyport.base.address.AddressText;
import org.sallyport.base.address.Cidr;
import org.sallyport.base.json.Json;
import org.sallyport.core.control.host.FirewallView;
import org.sallyport.core.control.host.HostStatus;
import org.sallyport.core.host.firewall.FirewallRules;
import org.sallyport.core.host.firewall.Opening;
import org.sallyport.core.host.firewall.Openings;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.settings.model.NetworkSettings;
import org.sallyport.core.settings.model.NetworkSettings.FirewallSettings;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.telemetry.process.BuildVersion;

/** Reads how the machine is. */
final class MachineView {
    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final String BOOT_TIME = "btime ";

    private final Programs programs;

    MachineView(Programs programs) {
        this.programs = programs;
    }

    HostStatus status(NetworkSettings network, Optional<HostStatus.Trial> trial) {
        return new HostStatus(
                text(HOSTNAME).strip(),
                BuildVersion.current(),
                network.isConfigured(),
                bootedAt(),
                isTimeSynchronised(),
                interfaces(network),
                dropped(),
                trial);
    }

    FirewallView firewall(Settings settings, int consolePort) {
        NetworkSettings network = settings.network();
        if (!network.isConfigured()) {
            return new FirewallView(List.of(), Map.of(), List.of());
        }
        return new FirewallView(
                Openings.of(settings, consolePort).stream()
                        .map(opening -> of(opening, network.firewall()))
                        .toList(),
                dropped(),
                FirewallRules.render(settings, consolePort).lines().toList());
    }

    private static FirewallView.Opening of(Opening opening, FirewallSettings switches) {
        boolean isGuarded = opening.source() == Opening.Source.ADMINISTRATORS;
        return new FirewallView.Opening(
                opening.services(),
                opening.interfaces(),
                opening.protocol().name(),
                opening.ports(),
                isGuarded
                        ? switches.managementAllowedFrom().stream()
                                .map(Cidr::toString)
                                .toList()
                        : List.of(),
                opening.source().name());
    }

    private static Instant bootedAt() {
        return text(STATISTICS)
                .lines()
                .filter(line -> line.startsWith(BOOT_TIME))
                .map(line -> Instant.ofEpochSecond(
                        Long.parseLong(line.substring(BOOT_TIME.length()).strip())))
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private boolean isTimeSynchronised() {
        ProgramResult result = programs.run("timedatectl", "show", "--property=NTPSynchronized", "--value");
        return result.succeeded() && result.output().strip().equals("yes");
    }

    private static List<HostStatus.Interface> interfaces(NetworkSettings network) {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(nic -> !nic.getName().equals("lo"))
                    .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                    .map(nic -> of(nic, network))
                    .toList();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HostStatus.Interface of(NetworkInterface nic, NetworkSettings network) {
        try {
            byte[] mac = nic.getHardwareAddress();
            return new HostStatus.Interface(
                    nic.getName(),
                    roles(nic.getName(), network),
                    mac == null ? "" : HexFormat.ofDelimiter(":").formatHex(mac),
                    nic.isUp(),
                    nic.getMTU(),
                    nic.getInterfaceAddresses().stream()
                            .sorted(Comparator.comparingInt(MachineView::rank))
                            .map(MachineView::text)
                            .toList());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> roles(String name, NetworkSettings network) {
        return network.interfaces().stream()
                .filter(nic -> nic.name().equals(name))
                .flatMap(nic -> nic.roles().stream())
                .map(role -> role.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static String text(InterfaceAddress address) {
        return AddressText.of(address.getAddress()) + "/" + address.getNetworkPrefixLength();
    }

    /** What one thinks of first: IPv4, then IPv6, and the addresses of the link alone at last. */
    private static int rank(InterfaceAddress address) {
        InetAddress itself = address.getAddress();
        return itself.isLinkLocalAddress() ? 2 : itself instanceof Inet6Address ? 1 : 0;
    }

    private Map<String, Long> dropped() {
        ProgramResult result = programs.run("nft", "--json", "list", "counters", "table", "inet", FirewallRules.TABLE);
        Map<String, Long> dropped = new TreeMap<>();
        if (!result.succeeded()) {
            return dropped;
        }
        try {
            for (JsonNode entry : Json.read(result.output(), JsonNode.class).path("nftables")) {
                JsonNode counter = entry.path("counter");
                if (counter.has("name")) {
                    dropped.put(
                            counter.path("name").asText(),
                            counter.path("packets").asLong());
                }
            }
            return dropped;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("nft does not write JSON as it used to", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
