package org.sallyport.apps.hostd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.sallyport.core.control.nic.NicList;
import org.sallyport.core.control.nic.NicList.Line;
import org.sallyport.core.control.nic.NicList.Nic;
import org.sallyport.core.control.nic.NicList.NicFinding;
import org.sallyport.core.control.nic.NicList.UnusedNic;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Link;
import org.sallyport.core.host.nic.inventory.Machine;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.inventory.Slot;
import org.sallyport.core.host.nic.map.NicMap;
import org.sallyport.core.host.nic.map.NicNaming;
import org.sallyport.core.host.nic.map.Pin;
import org.sallyport.core.host.nic.order.Place;
import org.sallyport.core.host.nic.rename.RenamePlan;

/** The adapters as they are shown. */
final class NicView {
    private static final String NO_WITNESS = "NONE";

    private final NicNaming naming;
    private final Map<String, String> renames;

    private NicView(NicNaming naming) {
        this.naming = naming;
        this.renames = RenamePlan.of(naming).renames();
    }

    /**
     * The view.
     *
     * @param atStart findings that the naming does not tell any more
     */
    static NicList of(NicInventory inventory, NicNaming naming, List<Finding> atStart) {
        NicView view = new NicView(naming);
        List<Nic> adapters = new ArrayList<>();
        naming.places().forEach(place -> adapters.add(view.placed(place)));
        naming.spares()
                .forEach(spare -> adapters.add(view.nic(spare, NO_WITNESS, "It waits for a name; see the findings.")));
        return new NicList(
                words(inventory.machine()),
                naming.map().map(NicMap::isConfirmed).orElse(false),
                adapters,
                naming.passedOver().stream()
                        .map(passed -> new UnusedNic(passed.name(), passed.mac(), passed.reason()))
                        .toList(),
                naming.missing().stream().map(Pin::name).toList(),
                Stream.concat(naming.findings().stream(), atStart.stream())
                        .distinct()
                        .map(NicView::finding)
                        .toList());
    }

    private static String words(Machine machine) {
        String model = (machine.vendor() + " " + machine.product()).strip();
        String platform = machine.platform().words();
        return model.isEmpty() ? platform : model + " on " + platform;
    }

    /** What decided the name once, rather than that it was decided. */
    private Nic placed(Place place) {
        Optional<Pin> pin = naming.map().flatMap(map -> map.pin(place.name()));
        return nic(
                place.adapter(),
                pin.map(Pin::witness).orElse(place.witness()).name(),
                pin.map(Pin::reason).orElse(place.reason()));
    }

    private Nic nic(Adapter adapter, String witness, String reason) {
        return new Nic(
                adapter.kernelName(),
                renames.getOrDefault(adapter.kernelName(), adapter.kernelName()),
                adapter.macText(),
                adapter.driver(),
                adapter.path(),
                adapter.firmware().slot().map(Slot::name),
                adapter.firmware().label(),
                witness,
                reason,
                line(adapter.link()));
    }

    private static Line line(Link link) {
        OptionalInt speed = link.speedMegabits();
        return new Line(
                link.carrier().name(),
                speed.isPresent() ? Optional.of(speed.getAsInt()) : Optional.empty(),
                link.timesUp());
    }

    private static NicFinding finding(Finding finding) {
        return new NicFinding(
                finding.kind().name(), finding.kind().severity().name(), finding.text(), finding.remedy());
    }
}
