package org.sallyport.management.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serial;

/** A request that the system did not do, or that never reached it. */
final class ApiException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    ApiException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What a problem document (RFC 9457) says. */
    static ApiException of(int httpStatus, JsonNode problem) {
        StringBuilder text =
                new StringBuilder(problem.path("detail").asText("The system answered " + httpStatus + "."));
        for (JsonNode each : problem.path("problems")) {
            text.append("\n  ")
                    .append(each.path("path").asText())
                    .append(" = ")
                    .append(each.path("value").asText())
                    .append(": ")
                    .append(each.path("detail").asText())
                    .append(' ')
                    .append(each.path("remedy").asText());
        }
        return new ApiException(ExitCode.of(httpStatus), text.toString());
    }

    int exitCode() {
        return exitCode;
    }
}
