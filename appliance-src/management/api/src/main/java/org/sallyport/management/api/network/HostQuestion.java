package org.sallyport.management.api.network;

import java.util.function.Supplier;
import org.sallyport.core.control.ControlException;
import org.sallyport.management.api.http.ProblemException;

/** Questions to the process that looks after the machine, with its refusals in the words of the API. */
public final class HostQuestion {
    private HostQuestion() {}

    /**
     * Asks.
     *
     * @throws ProblemException 503 when nobody answers, 422 when the question is refused
     */
    public static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (ControlException e) {
            throw switch (e.reason()) {
                case AWAY -> new ProblemException(503, "host-away", "Part of the system is away", HostAlarms.AWAY);
                case INVALID_ARGUMENTS ->
                    new ProblemException(422, "invalid-input", "Invalid input", String.valueOf(e.getMessage()));
                default -> e;
            };
        }
    }

    /** Tells it to do something. */
    public static void tell(Runnable order) {
        ask(() -> {
            order.run();
            return true;
        });
    }
}
