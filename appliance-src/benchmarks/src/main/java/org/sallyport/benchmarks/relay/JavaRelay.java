package org.sallyport.benchmarks.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.benchmarks.process.JavaProcess;
import org.sallyport.media.socket.SocketMake;

/** A relay in a JVM of its own that is told the parties' ports and answers with its own. */
record JavaRelay(String name, JavaProcess process) implements Subject {
    /** Before the number of streams to open; the parties' ports follow, a stream a line. */
    static final String OPEN = "open ";
    /** Before the MiB of garbage to make each second. */
    static final String LITTER = "litter ";
    /** Asks how often garbage was collected. */
    static final String COLLECTIONS = "collections";

    /** Our relay, as it is. */
    static JavaRelay ours() throws IOException {
        return new JavaRelay("sallyport", relay(SocketMake.best()));
    }

    /** Our relay on the JDK's selector and channels. */
    static JavaRelay onChannels() throws IOException {
        return new JavaRelay("sallyport on the JDK's channels", relay(SocketMake.JDK));
    }

    private static JavaProcess relay(SocketMake sockets) throws IOException {
        return JavaProcess.start(RelayHost.class, sockets.name());
    }

    /** A forwarder on Netty's datagram channels that checks nothing, on the transport {@code nio} or {@code epoll}. */
    static JavaRelay netty(String transport) throws IOException {
        return new JavaRelay("Netty, " + transport, JavaProcess.start(NettyForwarder.class, transport));
    }

    /** A forwarder on the JDK's channels that checks nothing. */
    static JavaRelay bare() throws IOException {
        return new JavaRelay("bare forwarder", JavaProcess.start(BareForwarder.class));
    }

    @Override
    public List<Ends> open(List<Ends> parties) throws IOException {
        process.tell(OPEN + parties.size());
        for (Ends party : parties) {
            process.tell(party.external().getPort() + " " + party.internal().getPort());
        }
        List<Ends> ports = new ArrayList<>();
        for (int i = 0; i < parties.size(); i++) {
            String line = process.hear();
            int blank = line.indexOf(' ');
            ports.add(new Ends(
                    address(EXTERNAL_HOST, line.substring(0, blank)),
                    address(INTERNAL_HOST, line.substring(blank + 1))));
        }
        return ports;
    }

    private static InetSocketAddress address(String host, String port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(port));
    }

    /** Makes so much garbage each second from now on; 0 for none. */
    void litter(int mibPerSecond) throws IOException {
        process.tell(LITTER + mibPerSecond);
        collections();
    }

    /** How often garbage was collected so far. */
    long collections() throws IOException {
        process.tell(COLLECTIONS);
        return Long.parseLong(process.hear());
    }

    @Override
    public Duration processorTime() {
        return process.measured().processorTime();
    }

    @Override
    public void close() {
        process.close();
    }
}
