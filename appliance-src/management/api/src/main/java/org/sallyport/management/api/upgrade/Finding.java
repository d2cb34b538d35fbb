package org.sallyport.management.api.upgrade;

/**
 * What was found before an upgrade.
 *
 * @param about what it is about, in a word or two
 * @param remedy what to do; empty when there is nothing to be done
 */
public record Finding(String about, Weight weight, String text, String remedy) {
    /** How much a finding matters. */
    public enum Weight {
        /** It is as it should be. */
        GOOD,
        /** One should know, and may go on. */
        ADVICE,
        /** Nothing is begun before this is settled. */
        OBSTACLE
    }

    /** That something is as it should be. */
    public static Finding good(String about, String text) {
        return new Finding(about, Weight.GOOD, text, "");
    }

    /** What one should know. */
    public static Finding advice(String about, String text, String remedy) {
        return new Finding(about, Weight.ADVICE, text, remedy);
    }

    /** What is in the way. */
    public static Finding obstacle(String about, String text, String remedy) {
        return new Finding(about, Weight.OBSTACLE, text, remedy);
    }
}
