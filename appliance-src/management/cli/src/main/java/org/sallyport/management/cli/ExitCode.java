package org.sallyport.management.cli;

/** What the command's exit status means; scripts rely on these numbers. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    static final int NOT_AUTHORISED = 3;
    static final int NOT_FOUND = 4;
    static final int CONFLICT = 5;
    static final int UNREACHABLE = 6;
    static final int INVALID_INPUT = 7;

    private ExitCode() {}

    /** The exit status for a status of HTTP (RFC 9110 section 15). */
    static int of(int httpStatus) {
        return switch (httpStatus) {
            case 401, 403, 429 -> NOT_AUTHORISED;
            case 404 -> NOT_FOUND;
            case 409, 412, 428 -> CONFLICT;
            case 400, 413, 422 -> INVALID_INPUT;
            case 503 -> UNREACHABLE;
            default -> FAILURE;
        };
    }
}
