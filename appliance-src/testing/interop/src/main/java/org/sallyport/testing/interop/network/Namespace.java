package org.sallyport.testing.interop.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A named network namespace.
 *
 * @param name as {@code ip netns} shows it
 */
public record Namespace(String name) {
    /**
     * Runs work on a thread inside this namespace and waits for it. Sockets it opens and processes it starts stay inside
     * and may be used from anywhere afterwards.
     */
    public <T> T call(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        thread(task).join();
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Starts a platform thread inside this namespace. */
    public Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name(name).start(() -> {
            NamespaceSwitch.enter(Path.of("/run/netns", name));
            work.run();
        });
    }

    void ip(String... words) throws IOException {
        String[] all = new String[words.length + 3];
        all[0] = "ip";
        all[1] = "-netns";
        all[2] = name;
        System.arraycopy(words, 0, all, 3, words.length);
        Command.run(all);
    }
}
