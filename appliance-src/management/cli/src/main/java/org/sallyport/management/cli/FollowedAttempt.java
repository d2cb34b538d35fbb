package org.sallyport.management.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;

/** An upgrade as it goes on: says each change of it once, and knows when there is nothing more to wait for. */
final class FollowedAttempt {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Set<String> OVER = Set.of("SUCCEEDED", "RETURNED", "FAILED", "ABANDONED");

    private final String id;
    private final @Nullable String until;
    private final Printer printer;
    private String told = "";
    /** The exit status, once it is over or has come far enough. */
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

    /** Tells of each change until it is over, or has come far enough; silence is that of a machine that starts. */
    int follow(Connection connection) {
        while (true) {
            see(look(connection));
            if (end.isPresent()) {
                return end.getAsInt();
            }
            listen(connection);
            if (end.isPresent()) {
                return end.getAsInt();
            }
            pause();
        }
    }

    /** Lets it be told as long as somebody tells; an older release, and one that starts, does not. */
    private void listen(Connection connection) {
        try (EventLines events = new EventLines(connection.lines("/events?topics=upgrade"))) {
            Optional<String> event = events.next();
            while (event.isPresent() && end.isEmpty()) {
                see(Json.MAPPER.readTree(event.get()).path("attempt"));
                event = end.isPresent() ? event : events.next();
            }
        } catch (ApiException | JsonProcessingException e) {
            // It is asked instead.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(ExitCode.FAILURE, "Interrupted.");
        }
    }

    private JsonNode look(Connection connection) {
        try {
            JsonNode attempt = connection.get("/upgrade").path("attempt");
            return attempt.path("id").asText().equals(id) ? attempt : attempt.path("none");
        } catch (ApiException e) {
            if (e.exitCode() == ExitCode.NOT_AUTHORISED) {
                throw new ApiException(
                        ExitCode.NOT_AUTHORISED,
                        "The machine has started anew, and logs nobody in by an old session. Log in, then: sallyport"
                                + " upgrade watch");
            }
            if (e.exitCode() != ExitCode.UNREACHABLE) {
                throw e;
            }
            return MissingNode.getInstance();
        }
    }

    /** Between two looks at what goes on. */
    static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(ExitCode.FAILURE, "Interrupted.");
        }
    }

    /** Takes what the system says of the last attempt; another one, or none, is no news. */
    private void see(JsonNode attempt) {
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
