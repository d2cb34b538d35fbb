package org.sallyport.imaging.iso;

import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/**
 * Our entry of a boot menu.
 *
 * @param title what people read
 * @param arguments what the kernel is told beside what the medium's own entry tells it
 */
record MenuEntry(String title, String arguments) {
    private static final int SECONDS = 10;

    /** How long the menu waits for a choice. */
    static int seconds() {
        return SECONDS;
    }

    static MenuEntry of(VolumeId volume, String append) {
        if (append.chars().anyMatch(c -> c < ' ' || c > '~' || "'\"{};\\$".indexOf(c) >= 0)) {
            throw new InvalidInputException(new Problem(
                    "append",
                    append,
                    "A menu would take these characters for its own.",
                    "Leave out quotes, braces and $."));
        }
        String arguments = "inst.ks=" + volume.argument() + ":/ks.cfg " + append.strip();
        return new MenuEntry("Install Sallyport", arguments.strip());
    }

    static InvalidInputException noModel(String file) {
        return new InvalidInputException(new Problem(
                "medium",
                file,
                "The menu has no entry that installs.",
                "Give the ISO of CentOS Stream 9 or 10 as published."));
    }
}
