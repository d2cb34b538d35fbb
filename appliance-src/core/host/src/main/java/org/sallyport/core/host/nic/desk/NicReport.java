package org.sallyport.core.host.nic.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.FirmwareWords;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.inventory.NicInventory.PassedOver;
import org.sallyport.core.host.nic.inventory.Statement;
import org.sallyport.core.host.nic.map.NicMapFile.Content;
import org.sallyport.core.host.nic.map.NicNaming;
import org.sallyport.core.host.nic.map.Pin;
import org.sallyport.core.host.nic.order.Candidates;
import org.sallyport.core.host.nic.order.NicOrder;
import org.sallyport.core.host.nic.order.NicOrder.Considered;
import org.sallyport.core.host.nic.order.Place;

/**
 * Everything that bears on the adapters' names, with raw values, for who tests on a machine that we cannot have. It holds
 * hardware addresses and names of makers; no other setting, no password.
 */
public final class NicReport {
    private final List<String> lines = new ArrayList<>();

    private NicReport() {}

    /** Writes a report, a line an entry. */
    public static List<String> of(NicInventory inventory, Content stored, NicNaming naming) {
        NicReport report = new NicReport();
        report.machine(inventory);
        report.adapters(inventory.adapters());
        report.statements(inventory.statements());
        report.order(inventory);
        report.map(stored);
        report.outcome(naming);
        return List.copyOf(report.lines);
    }

    private void section(String title) {
        lines.add("");
        lines.add("== " + title);
    }

    private void machine(NicInventory inventory) {
        lines.add("Network adapter report, format 1");
        section("Machine");
        lines.add("vendor: " + inventory.machine().vendor());
        lines.add("product: " + inventory.machine().product());
        lines.add("runs on: " + inventory.machine().platform().words());
    }

    private void adapters(List<Adapter> adapters) {
        section("Adapters as the kernel has them");
        for (Adapter adapter : adapters) {
            FirmwareWords words = adapter.firmware();
            lines.add("%s  mac=%s  driver=%s  bus=%s  path=%s  pci=%s  bridge=%s"
                    .formatted(
                            adapter.kernelName(),
                            adapter.macText(),
                            adapter.driver(),
                            adapter.bus(),
                            adapter.path(),
                            adapter.pci().map(path -> path.address().toString()).orElse("-"),
                            adapter.pci()
                                    .flatMap(path -> path.bridge().map(Object::toString))
                                    .orElse("-")));
            lines.add("      acpi_index=%s  smbios_index=%s  label=%s  slot=%s  instance=%s  carrier=%s  times up=%d"
                    .formatted(
                            text(words.acpiIndex()),
                            text(words.smbiosIndex()),
                            words.label().map(label -> "\"" + label + "\"").orElse("-"),
                            words.slot()
                                    .map(slot -> slot.number() + " \"" + slot.name() + "\"")
                                    .orElse("-"),
                            adapter.instance().orElse("-"),
                            adapter.link().carrier(),
                            adapter.link().timesUp()));
        }
    }

    private static String text(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "-";
    }

    private void statements(List<Statement> statements) {
        section("Statements from outside");
        for (Statement statement : statements) {
            statement
                    .entries()
                    .forEach(entry -> lines.add(
                            "%s: %d is %s".formatted(statement.source().words(), entry.number(), entry.identity())));
        }
        if (statements.isEmpty()) {
            lines.add("none");
        }
    }

    /** As if this were the first boot, so that the rules are seen at work whatever the map says. */
    private void order(NicInventory inventory) {
        section("Order without the map");
        NicOrder order =
                NicOrder.decide(inventory, Candidates.of(inventory, _ -> false).adapters());
        for (Considered considered : order.considered()) {
            lines.add(considered.witness() + ": " + considered.outcome());
        }
        order.places().forEach(place -> lines.add(line(place)));
    }

    private static String line(Place place) {
        return "%s  %s  %s: %s"
                .formatted(
                        place.name(), place.adapter().macText(), place.witness().words(), place.reason());
    }

    private void map(Content stored) {
        section("Map");
        switch (stored) {
            case Content.Absent() -> lines.add("none yet");
            case Content.Unreadable(String why) -> lines.add("unreadable: " + why);
            case Content.Present present -> {
                for (Pin pin : present.map().pins()) {
                    lines.add("%s  %s  %s  %s: %s, since %s"
                            .formatted(
                                    pin.name(),
                                    pin.mac().map(Object::toString).orElse("-"),
                                    pin.path(),
                                    pin.witness().words(),
                                    pin.reason(),
                                    pin.since()));
                }
            }
        }
    }

    private void outcome(NicNaming naming) {
        section("Names");
        for (Place place : naming.places()) {
            boolean borne = place.adapter().kernelName().equals(place.name());
            lines.add(line(place) + (borne ? "" : "  (now " + place.adapter().kernelName() + ")"));
        }
        naming.spares().forEach(adapter -> lines.add("without a name: " + adapter.macText() + " " + adapter.path()));
        naming.missing().forEach(pin -> lines.add("missing: " + pin.name()));
        for (PassedOver passed : naming.passedOver()) {
            lines.add("not used: %s  %s  %s".formatted(passed.name(), passed.mac(), passed.reason()));
        }
        section("Findings");
        for (Finding finding : naming.findings()) {
            lines.add("%s %s: %s %s"
                    .formatted(finding.kind().severity(), finding.kind(), finding.text(), finding.remedy()));
        }
        if (naming.findings().isEmpty()) {
            lines.add("none");
        }
    }
}
