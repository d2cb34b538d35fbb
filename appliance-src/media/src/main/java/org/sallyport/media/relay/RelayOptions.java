package org.sallyport.media.relay;

import org.sallyport.media.socket.SocketMake;

/**
 * How the engine uses the machine; fixed at start.
 *
 * @param shards relay threads, at least 1
 * @param sockets what they run on
 */
public record RelayOptions(int shards, SocketMake sockets) {
    public RelayOptions {
        if (shards < 1) {
            throw new IllegalArgumentException("media shards = " + shards + ": at least 1 is needed");
        }
    }

    /**
     * A shard a core, on the best sockets there are, unless the system properties {@code sallyport.media.shards} (a
     * number) and {@code sallyport.media.sockets} ({@code native} or {@code jdk}) say otherwise.
     */
    public static RelayOptions ofSystem() {
        int shards = Integer.getInteger(
                "sallyport.media.shards", Runtime.getRuntime().availableProcessors());
        String sockets = System.getProperty("sallyport.media.sockets", "");
        return new RelayOptions(
                shards,
                switch (sockets) {
                    case "" -> SocketMake.best();
                    case "native" -> SocketMake.NATIVE;
                    case "jdk" -> SocketMake.JDK;
                    default ->
                        throw new IllegalArgumentException(
                                "sallyport.media.sockets = " + sockets + ": it is native or jdk");
                });
    }
}
