package org.sallyport.imaging.command;

import picocli.CommandLine.Option;

/** How many threads deflate a disk. */
final class ThreadsOption {
    private static final int MOST = 64;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads deflate; by default as many as there are processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    int count() {
        return Math.clamp(threads, 1, MOST);
    }
}
