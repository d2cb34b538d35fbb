package org.sallyport.core.host.nic.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.host.nic.inventory.Bus;
import org.sallyport.core.host.nic.inventory.PciPath;

/**
 * Where a device is below {@code /sys/devices}.
 *
 * @param text with a slash in front
 * @param pci the deepest function on the way; behind it virtio and USB have more
 */
record DevicePath(String text, Optional<PciPath> pci) {
    private static final Pattern USB = Pattern.compile("/usb\\d+/(?:.*/)?\\d+-([^/]+)$");
    private static final Pattern VMBUS = Pattern.compile("/VMBUS:[0-9a-fA-F]{2}/\\{?([0-9a-fA-F-]{36})\\}?$");

    /** Follows a link; one that leads out of the tree leads nowhere. */
    static Optional<DevicePath> behind(Path link, Path devices) {
        try {
            Path real = link.toRealPath();
            Path base = devices.toRealPath();
            return real.startsWith(base) && !real.equals(base)
                    ? Optional.of(of("/" + base.relativize(real)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static DevicePath of(String text) {
        return new DevicePath(text, PciPath.parse(text));
    }

    Bus bus() {
        if (USB.matcher(text).find()) {
            return Bus.USB;
        }
        if (VMBUS.matcher(text).find()) {
            return Bus.VMBUS;
        }
        return pci.isPresent() ? Bus.PCI : Bus.OTHER;
    }

    /** The same at every boot: without the numbers that buses get as they are found. */
    String position() {
        return switch (bus()) {
            case PCI -> pci.orElseThrow().toString();
            case USB -> pci.map(PciPath::toString).orElse("") + "/usb/" + SmallFile.clean(group(USB));
            case VMBUS -> "vmbus/" + instance().orElseThrow();
            case OTHER, NONE -> SmallFile.clean(text.substring(1));
        };
    }

    /** The VMBus instance identifier, lower case without braces. */
    Optional<String> instance() {
        return bus() == Bus.VMBUS ? Optional.of(group(VMBUS).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private String group(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The directory of the PCI function; for virtio it is above the device, and firmware's words are there. */
    Path functionDirectory(Path devices) {
        String function = "/" + pci.orElseThrow().address();
        return devices.resolve(text.substring(1, text.lastIndexOf(function) + function.length()));
    }
}
