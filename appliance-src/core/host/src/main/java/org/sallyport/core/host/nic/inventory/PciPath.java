package org.sallyport.core.host.nic.inventory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The way to a PCI function from its root: each bridge, then the function. Two paths compare step by step by device and
 * function, not by bus number: buses are numbered anew when a card with a bridge comes or goes, a device stays where it is.
 *
 * @param root the host bridge, such as {@code pci0000:00}
 * @param steps bridges outermost first, the function itself last; never empty
 */
public record PciPath(String root, List<PciAddress> steps) implements Comparable<PciPath> {
    private static final Pattern ROOT = Pattern.compile("pci([0-9a-f]{4,5}):([0-9a-f]{2})");
    private static final Comparator<PciAddress> STEP =
            Comparator.comparingInt(PciAddress::device).thenComparingInt(PciAddress::function);

    public PciPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a path without a function");
        }
    }

    /** Reads the path of a directory below {@code /sys/devices}; empty when no PCI function is on it. */
    public static Optional<PciPath> parse(String devicePath) {
        String root = "";
        List<PciAddress> steps = new ArrayList<>();
        for (String name : devicePath.split("/", -1)) {
            if (ROOT.matcher(name).matches()) {
                root = name;
                steps.clear(); // a host bridge behind a function, as volume management devices and VMBus have it
            } else if (!root.isEmpty()) {
                PciAddress.parse(name).ifPresent(steps::add);
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new PciPath(root, steps));
    }

    /** The function. */
    public PciAddress address() {
        return steps.getLast();
    }

    /** The bridge it sits behind, if it is not on the root bus. */
    public Optional<PciAddress> bridge() {
        return steps.size() < 2 ? Optional.empty() : Optional.of(steps.get(steps.size() - 2));
    }

    @Override
    public int compareTo(PciPath other) {
        int byRoot = rootOrder(root).compareTo(rootOrder(other.root));
        if (byRoot != 0) {
            return byRoot;
        }
        for (int i = 0; i < Math.min(steps.size(), other.steps.size()); i++) {
            int byStep = STEP.compare(steps.get(i), other.steps.get(i));
            if (byStep != 0) {
                return byStep;
            }
        }
        return Integer.compare(steps.size(), other.steps.size());
    }

    /** Domains are not all of the same width. */
    private static String rootOrder(String root) {
        Matcher matcher = ROOT.matcher(root);
        return matcher.matches() ? "%5s:%s".formatted(matcher.group(1), matcher.group(2)) : root;
    }

    /** The root, then device and function of each step: {@code pci0000:00/16.0/00.0}. */
    @JsonValue
    @Override
    public String toString() {
        return steps.stream()
                .map(step -> "%02x.%d".formatted(step.device(), step.function()))
                .collect(Collectors.joining("/", root + "/", ""));
    }
}
