package org.sallyport.imaging.ovf;

import java.util.Locale;

/** What starts the virtual machine. */
public enum Firmware {
    EFI,
    BIOS;

    /** Its name in vSphere and on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
