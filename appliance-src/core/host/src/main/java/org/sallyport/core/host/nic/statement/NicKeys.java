package org.sallyport.core.host.nic.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.host.guest.OvfEnvironment;
import org.sallyport.core.host.nic.inventory.Statement;
import org.sallyport.core.host.nic.inventory.Statement.Entry;
import org.sallyport.core.host.nic.inventory.Statement.Source;

/** The keys by which an administrator says which adapter is which. */
public final class NicKeys {
    /** What the keys of all answers begin with. */
    static final String PREFIX = "sallyport.";

    /** {@code sallyport.nic2.mac} takes a hardware address, {@code sallyport.nic2.id} a VMBus instance identifier. */
    private static final Pattern KEY = Pattern.compile("sallyport\\.nic(\\d{1,3})\\.(?:mac|id)");

    private static final int LIMIT_CHARACTERS = 64;

    private NicKeys() {}

    /** What pairs say of the adapters; empty when they say nothing. */
    public static Optional<Statement> statement(Source source, Map<String, String> pairs) {
        Map<Integer, List<String>> identities = new TreeMap<>();
        pairs.forEach((key, value) -> {
            Matcher matcher = KEY.matcher(key);
            if (matcher.matches() && !value.isBlank()) {
                identities
                        .computeIfAbsent(Integer.valueOf(matcher.group(1)), _ -> new ArrayList<>())
                        .add(printable(value));
            }
        });
        List<Entry> entries = new ArrayList<>();
        identities.forEach((number, names) -> entries.add(new Entry(number, names)));
        return entries.isEmpty() ? Optional.empty() : Optional.of(new Statement(source, entries));
    }

    /** vSphere's list of adapters. */
    public static Optional<Statement> statement(OvfEnvironment environment) {
        List<Entry> entries = environment.adapters().stream()
                .map(adapter -> new Entry(adapter.unit(), printable(adapter.mac())))
                .toList();
        return entries.isEmpty() ? Optional.empty() : Optional.of(new Statement(Source.OVF_ADAPTERS, entries));
    }

    private static String printable(String value) {
        String line = value.strip().replaceAll("[^\\x20-\\x7e]", ".");
        return line.length() <= LIMIT_CHARACTERS ? line : line.substring(0, LIMIT_CHARACTERS);
    }
}
