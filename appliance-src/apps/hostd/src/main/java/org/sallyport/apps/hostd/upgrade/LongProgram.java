package org.sallyport.apps.hostd.upgrade;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/** A program that may take long and says on the way how far it is. It ends with us. */
final class LongProgram {
    private LongProgram() {}

    /** Takes a line of what it says. */
    @FunctionalInterface
    interface Listener {
        void line(String line) throws IOException;
    }

    /**
     * Runs it to its end.
     *
     * @throws IOException with what it said last, unless it succeeded
     */
    static void run(List<String> command, Listener listener) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try (BufferedReader output = process.inputReader()) {
            process.getOutputStream().close();
            String last = "";
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                last = line.isBlank() ? last : line;
                listener.line(line);
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(command.getFirst() + " ended with status " + status + ": " + last);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command.getFirst() + " was not waited for", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
