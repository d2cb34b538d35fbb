package org.sallyport.core.host.program;

import java.util.List;

/** Runs programs of the operating system to their end. */
@FunctionalInterface
public interface Programs {
    /**
     * Runs a program; blocks until it has ended or its time is up.
     *
     * @param command program and arguments, handed over as they are
     * @param input what it reads, empty for nothing
     */
    ProgramResult run(List<String> command, String input);

    /** Runs a program that reads nothing. */
    default ProgramResult run(String... command) {
        return run(List.of(command), "");
    }
}
