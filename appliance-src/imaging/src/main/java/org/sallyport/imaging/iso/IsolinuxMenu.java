package org.sallyport.imaging.iso;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** ISOLINUX' menu, which release 9 has for BIOS: our entry goes first and is the default. */
final class IsolinuxMenu {
    private static final Pattern CHECK = Pattern.compile("\\s+(rd\\.live\\.check|quiet)\\b");

    private IsolinuxMenu() {}

    /** The menu with our entry, made after the first one that starts the installer. */
    static String with(MenuEntry entry, String menu) {
        List<String> lines = new ArrayList<>();
        int first = -1;
        String kernel = "";
        String append = "";
        for (String line : menu.lines().toList()) {
            String word = line.strip().toLowerCase(Locale.ROOT);
            if (word.startsWith("label ") && first < 0) {
                first = lines.size();
            }
            if (word.startsWith("kernel ") && word.endsWith("vmlinuz") && kernel.isEmpty()) {
                kernel = line.strip();
            }
            if (word.startsWith("append ") && !kernel.isEmpty() && append.isEmpty()) {
                append = line.strip();
            }
            if (word.startsWith("timeout ")) {
                lines.add("timeout " + MenuEntry.seconds() * 10); // in tenths
            } else if (!word.equals("menu default")) {
                lines.add(line);
            }
        }
        if (first < 0 || append.isEmpty()) {
            throw MenuEntry.noModel("isolinux.cfg");
        }
        lines.addAll(
                first,
                List.of(
                        "label sallyport",
                        "  menu label ^" + entry.title(),
                        "  menu default",
                        "  " + kernel,
                        "  " + CHECK.matcher(append).replaceAll("") + " " + entry.arguments(),
                        ""));
        return String.join("\n", lines) + "\n";
    }
}
