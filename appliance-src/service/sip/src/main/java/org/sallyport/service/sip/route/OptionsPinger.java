package org.sallyport.service.sip.route;

import java.util.concurrent.CompletableFuture;

/** Sends one OPTIONS (RFC 3261 section 11) outside any dialog. */
@FunctionalInterface
public interface OptionsPinger {
    /**
     * Status code of the final response; fails with an {@link java.io.IOException} when it cannot be sent, with a
     * {@link java.util.concurrent.TimeoutException} when none comes before the transaction's timer F.
     */
    CompletableFuture<Integer> ping(NextHop hop);
}
