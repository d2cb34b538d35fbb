package org.sallyport.management.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.management.api.access.Caller;

/** A request on its way to a handler. Used by one thread. */
public final class ApiRequest {
    private static final ObjectReader STRICT = Json.MAPPER.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 500;

    private final Incoming incoming;
    private final Map<String, String> parameters;
    private final @Nullable Caller caller;
    private final AuditNote audit = new AuditNote();

    ApiRequest(Incoming incoming, Map<String, String> parameters, @Nullable Caller caller) {
        this.incoming = incoming;
        this.parameters = parameters;
        this.caller = caller;
    }

    /** Who asks; only operations open to everybody have requests of nobody. */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("an operation that needs a caller is open to everybody");
        }
        return caller;
    }

    public Optional<Caller> callerIfAny() {
        return Optional.ofNullable(caller);
    }

    /** Address the request came from, without port. */
    public String source() {
        return incoming.source();
    }

    public Optional<String> header(String name) {
        return incoming.header(name);
    }

    /** A part of the path, by its name in the route's template. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no parameter " + name);
        }
        return value;
    }

    /** A number in the path; what is none names nothing that exists. */
    public long number(String name) {
        try {
            return Long.parseLong(parameter(name));
        } catch (NumberFormatException e) {
            throw ProblemException.notFound("There is no " + name + " " + parameter(name) + ".");
        }
    }

    public Optional<String> query(String name) {
        return incoming.query(name).filter(value -> !value.isEmpty());
    }

    public Optional<Long> queryNumber(String name) {
        try {
            return query(name).map(Long::valueOf);
        } catch (NumberFormatException e) {
            throw invalid(name, "It is no whole number.", "Use such a number.");
        }
    }

    public Optional<Instant> instant(String name) {
        try {
            return query(name).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw invalid(name, "It is no instant.", "Write it like 2026-03-01T10:00:00Z.");
        }
    }

    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return query(name)
                .map(value -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> constant.name().equals(value.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> invalid(
                                name,
                                "There is no such value.",
                                "Use one of " + Arrays.toString(type.getEnumConstants()) + ".")));
    }

    public int pageSize() {
        String text = query("pageSize").orElse(Integer.toString(DEFAULT_PAGE));
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= MAX_PAGE) {
                return size;
            }
        } catch (NumberFormatException e) {
            // refused below, like a number out of range
        }
        throw invalid("pageSize", "It is no number from 1 to " + MAX_PAGE + ".", "Use such a number.");
    }

    public @Nullable String pageToken() {
        return query("pageToken").orElse(null);
    }

    /** The page token as a position in a table; {@code Long.MAX_VALUE} for the first page. */
    public long pageBefore() {
        String token = pageToken();
        try {
            return token == null ? Long.MAX_VALUE : Long.parseLong(token);
        } catch (NumberFormatException e) {
            throw invalid("pageToken", "It is none of ours.", "Use the nextPageToken of the page before.");
        }
    }

    /** The body as it comes in. */
    public InputStream content() {
        return incoming.content();
    }

    /** The body as a JSON object. */
    public ObjectNode body() {
        try {
            JsonNode tree = STRICT.readTree(incoming.body());
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw ProblemException.malformed("The body must be a JSON object.");
        } catch (JsonProcessingException e) {
            throw ProblemException.malformed("The body is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body as named fields. */
    public Fields fields() {
        return new Fields(body());
    }

    /**
     * Checks If-Match (RFC 9110 section 13.1.1) against the version now.
     *
     * @throws ProblemException 428 without the header, 412 when somebody was quicker
     */
    public void requireMatch(String etag) {
        String expected = header("If-Match")
                .orElseThrow(() -> new ProblemException(
                        428,
                        "if-match-required",
                        "If-Match required",
                        "Send the ETag that you read in the header If-Match."));
        if (!expected.equals(etag) && !expected.equals("*")) {
            throw new ProblemException(
                    412, "changed-meanwhile", "Changed meanwhile", "Somebody else changed it. Read it again first.");
        }
    }

    /** What the audit shall say of it. */
    public AuditNote audit() {
        return audit;
    }

    private InvalidInputException invalid(String name, String detail, String remedy) {
        return new InvalidInputException(new Problem(name, query(name).orElse(""), detail, remedy));
    }
}
