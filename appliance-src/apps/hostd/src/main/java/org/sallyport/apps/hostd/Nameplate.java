package org.sallyport.apps.hostd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.base.text.Wrapping;
import org.sallyport.core.control.host.HostStatus;
import org.sallyport.core.control.host.HostStatus.Interface;
import org.sallyport.core.control.nic.NicList;
import org.sallyport.core.control.nic.NicList.Nic;
import org.sallyport.core.control.plate.ServicePlate;

/**
 * What a terminal of the machine shows while nobody is logged in, at most 80 columns wide: a text for agetty's issue file,
 * which takes a backslash for a command.
 */
final class Nameplate {
    private static final int COLUMNS = 79;
    private static final int MOST_ALARMS = 6;
    private static final int FINGERPRINT_HALF = 48;

    private final List<String> lines = new ArrayList<>();

    private Nameplate() {}

    /**
     * The text.
     *
     * @param services as last told; empty while they are silent
     * @param isSetUp whether answers are in force
     */
    static String text(HostStatus host, NicList nics, Optional<ServicePlate> services, boolean isSetUp) {
        Nameplate plate = new Nameplate();
        plate.line("Sallyport " + host.version() + "   " + host.hostname());
        plate.line("");
        nics.adapters().forEach(nic -> plate.adapter(nic, host));
        nics.missing().forEach(name -> plate.line(name + "  missing"));
        plate.line("");
        services.ifPresentOrElse(
                told -> plate.services(told, host), () -> plate.line("The services are starting, or do not answer."));
        plate.line("");
        if (!isSetUp) {
            plate.line("This machine is not set up yet. Press Enter to set it up here.");
        }
        plate.findings(nics, services);
        return String.join("\n", plate.lines) + "\n";
    }

    private void adapter(Nic nic, HostStatus host) {
        Optional<Interface> shown = host.interfaces().stream()
                .filter(one -> one.name().equals(nic.name()))
                .findFirst();
        String roles = shown.map(Interface::roles)
                .filter(words -> !words.isEmpty())
                .map(words -> String.join(", ", words))
                .orElse("unused");
        line("%-5s %s  link %-7s  %s"
                .formatted(nic.name(), nic.mac(), word(nic.line().carrier()), roles));
        line("        named: " + nic.witness().toLowerCase(Locale.ROOT).replace('_', ' '));
        shown.map(Interface::addresses).orElse(List.of()).stream()
                .filter(address -> !address.startsWith("fe80"))
                .forEach(address -> line("        " + address));
    }

    private static String word(String carrier) {
        return switch (carrier) {
            case "UP" -> "up";
            case "DOWN" -> "down";
            default -> "off";
        };
    }

    private void services(ServicePlate told, HostStatus host) {
        line(told.carriesCalls() ? "Calls are carried." : "CALLS ARE NOT CARRIED.");
        host.interfaces().stream()
                .filter(one -> one.roles().contains("management") || one.roles().contains("all"))
                .flatMap(one -> one.addresses().stream())
                .filter(address -> !address.startsWith("fe80"))
                .map(address -> address.replaceFirst("/.*", ""))
                .map(address -> address.contains(":") ? "[" + address + "]" : address)
                .forEach(address -> line("Console and API  https://" + address + ":" + told.port()));
        line("Certificate      SHA-256");
        String fingerprint = told.fingerprint();
        int half = Math.min(FINGERPRINT_HALF, fingerprint.length());
        line("  " + fingerprint.substring(0, half));
        line("  " + fingerprint.substring(half));
        told.initialPassword()
                .ifPresent(password -> line("First log-in     admin, password " + password + ", to be changed there"));
    }

    private void findings(NicList nics, Optional<ServicePlate> services) {
        List<String> told = new ArrayList<>();
        services.ifPresent(plate -> told.addAll(plate.alarms()));
        nics.findings().stream()
                .map(finding -> finding.severity() + ": " + finding.text())
                .filter(text -> !told.contains(text))
                .forEach(told::add);
        told.stream().limit(MOST_ALARMS).forEach(text -> line("! " + text));
        if (told.size() > MOST_ALARMS) {
            line("! and " + (told.size() - MOST_ALARMS) + " more: sallyport alarms");
        }
    }

    /** What others wrote must not drive a terminal. */
    private void line(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ").replace("\\", "\\\\");
        lines.addAll(Wrapping.lines(clean, COLUMNS, 2));
    }
}
