package org.sallyport.management.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An upgrade as it goes on: says each change of it once, and knows when there is nothing more to wait for. */
final class FollowedAttempt {
    private static final Set<String> OVER = Set.of("SUCCEEDED", "RETURNED", "FAILED", "ABANDONED");

    private final String id;
    private final @Nullable String until;
    private final Printer printer;
    private String told = "";
    private OptionalInt end = OptionalInt.empty();

    /**
     * One that is waited for.
     *
     * @param until the state in which it is enough; null for its end
     */
    FollowedAttempt(String id, @Nullable String until, Printer printer) {
        this.id = id;
        this.until = until;
        this.printer = printer;
    }

    /** Takes what the system says of the last attempt; another one, or none, is no news. */
    void see(JsonNode attempt) {
        if (!attempt.path("id").asText().equals(id)) {
            return;
        }
        String state = attempt.path("state").asText();
        String now = state + attempt.path("step").asText();
        if (!now.equals(told)) {
            tell(attempt, printer);
            told = now;
        }
        if (state.equals("SUCCEEDED") || state.equals(until)) {
            end = OptionalInt.of(ExitCode.OK);
        } else if (OVER.contains(state)) {
            end = OptionalInt.of(ExitCode.FAILURE);
        }
    }

    /** The exit status, once it is over or has come far enough. */
    OptionalInt end() {
        return end;
    }

    /** Prints an attempt in a line. */
    static void tell(JsonNode attempt, Printer printer) {
        String total = attempt.path("total").asText();
        printer.line(
                "%-14s %s to %s: %s%s %s",
                attempt.path("state").asText(),
                attempt.path("from"),
                attempt.path("to").isNull() ? "?" : attempt.path("to").asText(),
                attempt.path("step"),
                total.equals("0") || !attempt.path("state").asText().equals("WRITING")
                        ? ""
                        : ", " + attempt.path("done").asText() + " of " + total + " bytes",
                attempt.path("detail"));
    }
}
