package org.sallyport.media.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.media.socket.SocketMake;

class ShardTest {
    private static final int NUMBER = 77;

    /** Fields behind the name in stat (proc_pid_stat(5)): the 19th of all, the name being the second. */
    private static final int NICE = 19 - 3;

    @Test
    void goesBeforeOtherThreadsWhereTheSystemLetsIt() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
        assumeTrue(SocketMake.best() == SocketMake.NATIVE, "needs system calls");
        try (Shard shard = Shard.start(SocketMake.NATIVE, NUMBER)) {
            CountDownLatch serves = new CountDownLatch(1);
            shard.execute(serves::countDown);
            serves.await();
            assertThat(nice(thread("media-shard-" + NUMBER))).isLessThan(nice(Path.of("/proc/self")));
        }
    }

    private static Path thread(String name) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.filter(task -> read(task.resolve("comm")).strip().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int nice(Path task) {
        String stat = read(task.resolve("stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
