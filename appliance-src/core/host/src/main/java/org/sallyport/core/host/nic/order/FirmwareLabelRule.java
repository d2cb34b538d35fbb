package org.sallyport.core.host.nic.order;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Machine;
import org.sallyport.core.host.nic.inventory.Machine.Platform;

/**
 * VMware's ACPI name of an adapter, {@code Ethernet0} for ethernet0 of the configuration, from hardware version 10 on. Its
 * instance number is not used: the high octet does not follow the adapter's number.
 */
final class FirmwareLabelRule implements OrderRule {
    private static final Pattern LABEL = Pattern.compile("ethernet(\\d{1,3})", Pattern.CASE_INSENSITIVE);

    @Override
    public Verdict judge(Machine machine, List<Adapter> adapters) {
        if (machine.platform() != Platform.VMWARE) {
            return new Verdict.Silent("only VMware names adapters so");
        }
        long numbers = adapters.stream()
                .map(FirmwareLabelRule::number)
                .filter(OptionalInt::isPresent)
                .distinct()
                .count();
        if (numbers < adapters.size()) {
            return new Verdict.Silent("not every adapter has an ACPI name of its own");
        }
        return new Verdict.Ordered(
                adapters.stream()
                        .sorted(Comparator.comparingInt(
                                adapter -> number(adapter).orElseThrow()))
                        .map(adapter -> new Verdict.Ranked(
                                adapter,
                                Witness.FIRMWARE_LABEL,
                                "ACPI calls it " + adapter.firmware().label().orElseThrow()))
                        .toList(),
                List.of());
    }

    private static OptionalInt number(Adapter adapter) {
        Matcher matcher = LABEL.matcher(adapter.firmware().label().orElse(""));
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
