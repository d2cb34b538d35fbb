package org.sallyport.imaging.iso;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** GRUB's menu on a medium: our entry goes first and is the default; the medium's own stay behind it. */
final class GrubMenu {
    private static final Pattern KERNEL = Pattern.compile("\\s*linux(efi|16)?\\s+\\S*vmlinuz\\b.*");
    private static final Pattern DEFAULT = Pattern.compile("\\s*set default=.*");
    private static final Pattern TIMEOUT = Pattern.compile("\\s*set timeout=.*");
    private static final Pattern CHECK = Pattern.compile("\\s+(rd\\.live\\.check|quiet)\\b");

    private GrubMenu() {}

    /** The menu with our entry, made after the first one that starts the installer. */
    static String with(MenuEntry entry, String menu) {
        List<String> lines = new ArrayList<>();
        for (String line : menu.lines().toList()) {
            if (DEFAULT.matcher(line).matches()) {
                lines.add("set default=\"0\"");
            } else if (TIMEOUT.matcher(line).matches()) {
                lines.add("set timeout=" + MenuEntry.seconds());
            } else {
                lines.add(line);
            }
        }
        int first = indexOf(lines, 0, "menuentry ");
        int begin = first;
        while (begin >= 0) {
            int end = indexOf(lines, begin, "}");
            List<String> model = lines.subList(begin, end < 0 ? lines.size() : end + 1);
            if (end >= 0 && model.stream().anyMatch(line -> KERNEL.matcher(line).matches())) {
                lines.addAll(first, made(entry, model));
                return String.join("\n", lines) + "\n";
            }
            begin = indexOf(lines, begin + 1, "menuentry ");
        }
        throw MenuEntry.noModel("grub.cfg");
    }

    private static List<String> made(MenuEntry entry, List<String> model) {
        List<String> made = new ArrayList<>();
        made.add("menuentry '" + entry.title() + "' --class gnu-linux --class gnu --class os {");
        for (String line : model.subList(1, model.size())) {
            boolean kernel = KERNEL.matcher(line).matches();
            made.add(kernel ? CHECK.matcher(line).replaceAll("") + " " + entry.arguments() : line);
        }
        return List.copyOf(made);
    }

    private static int indexOf(List<String> lines, int from, String beginning) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(beginning)) {
                return i;
            }
        }
        return -1;
    }
}
