package org.sallyport.core.host.example;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;

/** Programs that only remember that they were run, and fail when told to. */
public final class RecordedPrograms implements Programs {
    private final List<String> runs = new CopyOnWriteArrayList<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    @Override
    public ProgramResult run(List<String> command, String input) {
        String line = String.join(" ", command);
        runs.add(line);
        return failing.stream().anyMatch(line::startsWith)
                ? new ProgramResult(1, "", "told to fail")
                : new ProgramResult(0, "", "");
    }

    /** From now on, commands that begin so fail. */
    public void fail(String beginning) {
        failing.add(beginning);
    }

    public void mend() {
        failing.clear();
    }

    /** The commands since the last call. */
    public List<String> taken() {
        List<String> taken = List.copyOf(runs);
        runs.clear();
        return taken;
    }
}
