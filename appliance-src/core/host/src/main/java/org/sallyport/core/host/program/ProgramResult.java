package org.sallyport.core.host.program;

/**
 * What became of a program.
 *
 * @param status 0 for success; {@value #NOT_RUN} when it could not be started or had to be ended
 * @param output its first {@value SystemPrograms#OUTPUT_LIMIT} octets, as UTF-8
 * @param errors likewise
 */
public record ProgramResult(int status, String output, String errors) {
    /** As shells say of a program that is not there. */
    public static final int NOT_RUN = 127;

    /** One that never ran to its end. */
    public static ProgramResult notRun(String why) {
        return new ProgramResult(NOT_RUN, "", why);
    }

    public boolean succeeded() {
        return status == 0;
    }

    /** What to tell a person of a failure. */
    public String complaint() {
        return errors.isBlank() ? "status " + status : errors.strip();
    }
}
