package org.sallyport.core.host.nic.order;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Machine;
import org.sallyport.core.host.nic.order.ServerProfile.Group;

/** Servers whose first port is known by model; their hardware addresses change from one delivery to the next. */
final class ServerProfileRule implements OrderRule {
    @Override
    public Verdict judge(Machine machine, List<Adapter> adapters) {
        Optional<ServerProfile> profile = ServerProfile.of(machine);
        if (profile.isEmpty()) {
            return new Verdict.Silent("no profile for " + machine.vendor() + " " + machine.product());
        }
        Map<Group, List<Adapter>> groups = adapters.stream()
                .collect(Collectors.groupingBy(
                        ServerProfile::group, () -> new EnumMap<>(Group.class), Collectors.toList()));
        if (!groups.containsKey(Group.DAUGHTER_CARD) && !groups.containsKey(Group.EMBEDDED)) {
            return silentBoard(machine, profile.get());
        }
        List<Verdict.Ranked> ranked = new ArrayList<>();
        for (Group group : profile.get().groups()) {
            ordered(group, groups.getOrDefault(group, List.of()))
                    .forEach(adapter -> ranked.add(new Verdict.Ranked(
                            adapter,
                            Witness.SERVER_PROFILE,
                            "%s: %s, %s; %s is eth0"
                                    .formatted(
                                            machine.product(),
                                            group.words(),
                                            where(group, adapter),
                                            profile.get().firstPort()))));
        }
        return new Verdict.Ordered(ranked, List.of());
    }

    private static Verdict silentBoard(Machine machine, ServerProfile profile) {
        String why = "SMBIOS does not say which ports of this " + machine.product() + " are on the board";
        return new Verdict.Silent(
                why,
                List.of(new Finding(
                        Finding.Kind.DOUBTFUL,
                        why + ", so that it is not known which one is " + profile.firstPort() + ".",
                        "Find the port with: sallyport nic detect; if it is not eth0, run: sallyport nic swap.")));
    }

    private static List<Adapter> ordered(Group group, List<Adapter> adapters) {
        return switch (group) {
            case CARD -> FirmwareIndex.cards(adapters);
            case DAUGHTER_CARD, EMBEDDED -> FirmwareIndex.ordered(adapters);
        };
    }

    private static String where(Group group, Adapter adapter) {
        return switch (group) {
            case CARD -> FirmwareIndex.rankedCard(adapter).reason();
            case DAUGHTER_CARD, EMBEDDED ->
                FirmwareIndex.rankedByNumber(adapter).reason();
        };
    }
}
