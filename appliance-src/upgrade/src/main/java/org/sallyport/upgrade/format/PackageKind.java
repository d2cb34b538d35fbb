package org.sallyport.upgrade.format;

/** What a package replaces. */
public enum PackageKind {
    /** The whole root of the machine: written to the other slot and started from there. */
    SYSTEM("root.squashfs"),
    /** The services alone, on the system they are on: written beside them, and restarted. */
    APPLICATION("application.squashfs");

    private final String payload;

    PackageKind(String payload) {
        this.payload = payload;
    }

    /** The name of the member that is unpacked. */
    public String payload() {
        return payload;
    }
}
