package org.sallyport.management.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** Long work that a request began. */
final class StartedOperation {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private StartedOperation() {}

    /** The place of an operation in the API. */
    static String place(JsonNode operation) {
        return "/operations/" + operation.path("id").asText();
    }

    /**
     * Waits for its end.
     *
     * @return how it ended
     * @throws ApiException when it did not succeed
     */
    static JsonNode await(Connection connection, JsonNode started) throws InterruptedException {
        JsonNode operation = started;
        while (operation.path("state").asText().equals("RUNNING")) {
            pause();
            operation = connection.get(place(started));
        }
        if (!operation.path("state").asText().equals("SUCCEEDED")) {
            throw new ApiException(ExitCode.FAILURE, operation.path("detail").asText());
        }
        return operation;
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(BETWEEN_LOOKS);
    }
}
