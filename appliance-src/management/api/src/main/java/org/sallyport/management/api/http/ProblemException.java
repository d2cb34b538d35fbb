package org.sallyport.management.api.http;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.Problem;

/** A request that is not done, answered with a problem document (RFC 9457). */
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String title;
    private final transient List<Problem> problems;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * A problem.
     *
     * @param type last part of its type, such as {@code login-required}
     */
    public ProblemException(int status, String type, String title, String detail) {
        this(status, type, title, detail, List.of());
    }

    public ProblemException(int status, String type, String title, String detail, List<Problem> problems) {
        super(detail);
        this.status = status;
        this.type = type;
        this.title = title;
        this.problems = List.copyOf(problems);
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(404, "not-found", "Not found", detail);
    }

    public static ProblemException conflict(String type, String detail) {
        return new ProblemException(409, type, "Not possible in this state", detail);
    }

    public static ProblemException invalid(List<Problem> problems) {
        return new ProblemException(
                422, "invalid-input", "Invalid input", "The input has " + problems.size() + " problem(s).", problems);
    }

    public static ProblemException malformed(String detail) {
        return new ProblemException(400, "malformed-request", "Malformed request", detail);
    }

    public ProblemException with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    Answer answer() {
        Answer answer = Answer.text(
                status,
                "application/problem+json",
                Json.write(new Document(
                        "urn:sallyport:problem:" + type, title, status, String.valueOf(getMessage()), problems)));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    record Document(String type, String title, int status, String detail, List<Problem> problems) {}
}
