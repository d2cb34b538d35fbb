package org.sallyport.core.host.nic.finding;

/**
 * Something about the adapters that an administrator should know.
 *
 * @param text what was found, with the names and values that matter
 * @param remedy what to do
 */
public record Finding(Kind kind, String text, String remedy) {

    /** What kind of thing, and how bad. */
    public enum Kind {
        /** There is no adapter at all. */
        NO_ADAPTER(Severity.CRITICAL),
        /** Places and adapters do not fit together in one way only; nothing was changed. */
        AMBIGUOUS(Severity.CRITICAL),
        /** The map of an earlier boot cannot be read, so nothing was changed. */
        MAP_UNREADABLE(Severity.CRITICAL),
        /** The kernel refused a name. */
        NOT_RENAMED(Severity.CRITICAL),
        /** An adapter of the map is not in the machine. */
        MISSING(Severity.WARNING),
        /** A statement contradicts itself and was not used. */
        STATEMENT_REFUSED(Severity.WARNING),
        /** A statement names an adapter that is not in the machine. */
        STATED_ABSENT(Severity.WARNING),
        /** Nothing but a guess decided. */
        UNVERIFIED(Severity.WARNING),
        /** What decided may be wrong, for something else speaks against it. */
        DOUBTFUL(Severity.WARNING),
        /** Two adapters claim one hardware address. */
        DUPLICATE_MAC(Severity.WARNING),
        /** Another adapter now holds the place of one that is gone. */
        REPLACED(Severity.INFORMATION),
        /** An adapter moved and kept its name. */
        MOVED(Severity.INFORMATION),
        /** An adapter was added behind the others. */
        ADDED(Severity.INFORMATION);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }
    }

    /** How bad. */
    public enum Severity {
        CRITICAL,
        WARNING,
        INFORMATION
    }
}
