package org.sallyport.core.host.nic.machines;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Link;
import org.sallyport.core.host.nic.inventory.Link.Carrier;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;

/** Interfaces by name, renamed by {@code ip -batch} as Linux does it: not while up, not to a name that is taken. */
public final class SmallKernel implements Programs {
    private static final int NEVER = Integer.MAX_VALUE;

    private final Map<String, Adapter> adapters = new TreeMap<>();
    private final Map<String, Boolean> up = new TreeMap<>();
    private int commandsUntilLossOfPower = NEVER;
    private int commands;
    private final Set<String> addressed = new HashSet<>();

    public void add(Adapter adapter, boolean isUp) {
        adapters.put(adapter.kernelName(), adapter);
        up.put(adapter.kernelName(), isUp);
    }

    /** An interface gets an address that others may reach. */
    public void address(String name) {
        addressed.add(name);
    }

    /** The power goes after so many commands from now. */
    public void losePowerAfter(int count) {
        commandsUntilLossOfPower = count;
    }

    public void powerBack() {
        commandsUntilLossOfPower = NEVER;
    }

    public int commands() {
        return commands;
    }

    /** Hardware address by name. */
    public Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        adapters.forEach((name, adapter) -> names.put(name, adapter.macText()));
        return names;
    }

    public boolean isUp(String name) {
        return Boolean.TRUE.equals(up.get(name));
    }

    public NicInventory inventory() {
        List<Adapter> shown = new ArrayList<>();
        adapters.forEach((name, adapter) -> shown.add(new Adapter(
                name,
                adapter.mac(),
                adapter.bus(),
                adapter.path(),
                adapter.pci(),
                adapter.driver(),
                adapter.instance(),
                adapter.firmware(),
                isUp(name) ? new Link(Carrier.UP, OptionalInt.empty(), 1) : Link.UNKNOWN)));
        return Adapters.guest(shown.toArray(Adapter[]::new));
    }

    @Override
    public ProgramResult run(List<String> command, String input) {
        if (command.contains("address")) {
            return new ProgramResult(0, addresses(), "");
        }
        if (command.subList(0, 2).equals(List.of("ip", "link"))) {
            return result(execute(command.subList(1, command.size())));
        }
        if (command.getFirst().equals("ethtool")) {
            return result(adapters.containsKey(command.get(2)) ? "Operation not supported" : "No such device");
        }
        if (!command.equals(List.of("ip", "-batch", "-"))) {
            return ProgramResult.notRun("unexpected " + command);
        }
        for (String line : input.lines().toList()) {
            if (commandsUntilLossOfPower-- <= 0) {
                return ProgramResult.notRun("no power");
            }
            commands++;
            ProgramResult result = result(execute(List.of(line.split(" ", -1))));
            if (!result.succeeded()) {
                return result;
            }
        }
        return new ProgramResult(0, "", "");
    }

    private static ProgramResult result(String complaint) {
        return complaint.isEmpty()
                ? new ProgramResult(0, "", "")
                : new ProgramResult(1, "", "RTNETLINK answers: " + complaint);
    }

    private String addresses() {
        return addressed.stream()
                .map(name -> "{\"ifname\":\"" + name + "\",\"addr_info\":[{\"local\":\"192.0.2.1\"}]}")
                .collect(Collectors.joining(",{},", "[", "]"));
    }

    private String execute(List<String> words) {
        String name = words.get(3);
        Adapter adapter = adapters.get(name);
        if (adapter == null) {
            return "No such device " + name;
        }
        switch (words.get(4)) {
            case "up" -> up.put(name, true);
            case "down" -> up.put(name, false);
            case "name" -> {
                return rename(name, adapter, words.get(5));
            }
            default -> {
                return "Invalid argument";
            }
        }
        return "";
    }

    private String rename(String name, Adapter adapter, String other) {
        if (isUp(name)) {
            return "Device or resource busy";
        }
        if (adapters.containsKey(other)) {
            return "File exists";
        }
        adapters.remove(name);
        up.remove(name);
        add(adapter.named(other), false);
        return "";
    }
}
