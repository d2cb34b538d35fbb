package org.sallyport.core.calls.live;

/**
 * Who takes the packets of a flow on.
 *
 * @param reason why that one, in plain words
 */
public record Forwarding(By by, String reason) {
    /** Who can. */
    public enum By {
        /** The kernel, as they come in. */
        KERNEL,
        /** The relay's own threads. */
        RELAY
    }

    /** The relay does. */
    public static Forwarding byRelay(String reason) {
        return new Forwarding(By.RELAY, reason);
    }

    /** The kernel does. */
    public static Forwarding byKernel(String reason) {
        return new Forwarding(By.KERNEL, reason);
    }
}
