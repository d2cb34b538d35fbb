package org.sallyport.core.host.nic.desk;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Link.Carrier;
import org.sallyport.core.host.nic.inventory.MacAddress;
import org.sallyport.core.host.nic.map.NicMap;
import org.sallyport.core.host.nic.map.NicMapFile;
import org.sallyport.core.host.nic.map.NicMapFile.Content;
import org.sallyport.core.host.nic.map.NicNaming;
import org.sallyport.core.host.nic.rename.NicNamer;
import org.sallyport.core.host.nic.rename.RenamePlan;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;

/** The adapters as an administrator handles them. Thread-safe. */
public final class NicDesk {
    /** Who asks for it waits so long. */
    public static final Duration LONGEST_BLINK = Duration.ofSeconds(20);

    private final NicNamer namer;
    private final NicMapFile file;
    private final Programs programs;
    private final Clock clock;

    public NicDesk(NicNamer namer, NicMapFile file, Programs programs, Clock clock) {
        this.namer = namer;
        this.file = file;
        this.programs = programs;
        this.clock = clock;
    }

    /** Whether a change of the map holds already. */
    public enum Effect {
        /** The adapters bear their new names. */
        AT_ONCE,
        /** An adapter carries addresses; the names change when the system starts. */
        NEXT_START
    }

    /** The adapters as they are; the names are those of the next start. */
    public NicNaming look() {
        return namer.decide();
    }

    /**
     * Lets the light of a port blink; returns when it has.
     *
     * @throws InvalidInputException when there is no such adapter, or it has no light
     */
    public void blink(String name, Duration duration) {
        Adapter adapter = required(name, namer.decide());
        long seconds = Math.clamp(duration.toSeconds(), 1, LONGEST_BLINK.toSeconds());
        ProgramResult result = programs.run("ethtool", "--identify", adapter.kernelName(), Long.toString(seconds));
        if (!result.succeeded()) {
            throw new InvalidInputException(new Problem(
                    "name",
                    name,
                    "It cannot blink: " + result.complaint() + ".",
                    "Virtual adapters have no light; find the adapter by its cable: sallyport nic detect."));
        }
    }

    /** Brings up every adapter that is down, so that its cable can be noticed; the names of those. */
    public synchronized List<String> wake() {
        List<String> woken = new ArrayList<>();
        for (Adapter adapter : namer.decide().adapters()) {
            if (adapter.link().carrier() == Carrier.UNKNOWN && set(adapter.kernelName(), "up")) {
                woken.add(adapter.kernelName());
            }
        }
        return woken;
    }

    /** Takes down what was woken and has no use meanwhile. */
    public synchronized void sleep(List<String> woken) {
        Set<String> used = InterfacesInUse.among(programs);
        woken.stream().filter(name -> !used.contains(name)).forEach(name -> set(name, "down"));
    }

    private boolean set(String name, String state) {
        return programs.run("ip", "link", "set", "dev", name, state).succeeded();
    }

    /**
     * Exchanges two names.
     *
     * @throws InvalidInputException when a name is not in the map, or there is none
     */
    public synchronized Effect swap(String one, String other) {
        return change(map -> map.swapped(one, other, clock.instant()));
    }

    /**
     * Gives a name to an adapter.
     *
     * @param identity hardware address, or the name that it bears now
     * @throws InvalidInputException when there is no such adapter, or another one that is there has the name
     */
    public synchronized Effect pin(String name, String identity) {
        NicNaming naming = namer.decide();
        Adapter adapter = required(identity, naming);
        naming.places().stream()
                .filter(place -> place.name().equals(name) && !place.adapter().equals(adapter))
                .findFirst()
                .ifPresent(place -> {
                    throw new InvalidInputException(new Problem(
                            "name",
                            name,
                            "It belongs to " + place.adapter().macText() + ", which is in the machine.",
                            "Exchange the names: sallyport nic swap " + name + " NAME."));
                });
        return change(map -> map.pinned(name, adapter, clock.instant()));
    }

    /** Says that the order is right as it is. */
    public synchronized void confirm() {
        write(required().confirmed());
    }

    private Effect change(UnaryOperator<NicMap> edit) {
        write(edit.apply(required()));
        Set<String> used = InterfacesInUse.among(programs);
        // Not only what was changed now: an earlier change may wait for the next start.
        if (RenamePlan.of(namer.decide()).renames().keySet().stream().anyMatch(used::contains)) {
            return Effect.NEXT_START;
        }
        namer.run();
        return Effect.AT_ONCE;
    }

    private NicMap required() {
        return switch (file.read()) {
            case Content.Present(NicMap map) -> map;
            case Content.Absent() -> throw noMap("There is no map yet.", "Start the system anew, which makes one.");
            case Content.Unreadable(String why) ->
                throw noMap(why + ".", "Restore the file, or remove it and start the system anew.");
        };
    }

    private static InvalidInputException noMap(String detail, String remedy) {
        return new InvalidInputException(new Problem("nic-map", "-", detail, remedy));
    }

    private void write(NicMap map) {
        try {
            file.write(map);
        } catch (IOException e) {
            throw noMap(
                    "It cannot be written: " + e + ".", "Look whether the data partition is mounted and has space.");
        }
    }

    private static Adapter required(String identity, NicNaming naming) {
        Optional<MacAddress> mac = MacAddress.parse(identity);
        return naming.adapters().stream()
                .filter(adapter ->
                        adapter.kernelName().equals(identity) || (mac.isPresent() && mac.equals(adapter.mac())))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(new Problem(
                        "adapter", identity, "There is no such adapter.", "Give one of: " + known(naming) + ".")));
    }

    private static String known(NicNaming naming) {
        return naming.adapters().stream()
                .map(adapter -> adapter.kernelName() + " (" + adapter.macText() + ")")
                .collect(Collectors.joining(", "));
    }
}
