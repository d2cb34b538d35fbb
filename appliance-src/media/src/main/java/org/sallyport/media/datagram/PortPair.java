package org.sallyport.media.datagram;

import java.io.IOException;
import java.net.InetAddress;
import org.sallyport.media.socket.DatagramPoller;
import org.sallyport.media.socket.MediaSocket;

/** Two sockets on neighbouring ports: RTP even, RTCP the next (RFC 3550 section 11). */
record PortPair(MediaSocket rtp, MediaSocket rtcp) {
    /** Binds both or none, each to mark what it sends with a code point. */
    static PortPair bind(DatagramPoller poller, InetAddress address, int evenPort, int dscp) throws IOException {
        MediaSocket rtp = marked(poller, address, evenPort, dscp);
        try {
            return new PortPair(rtp, marked(poller, address, evenPort + 1, dscp));
        } catch (IOException e) {
            poller.close(rtp);
            throw e;
        }
    }

    private static MediaSocket marked(DatagramPoller poller, InetAddress address, int port, int dscp)
            throws IOException {
        MediaSocket socket = poller.bind(address, port);
        try {
            socket.mark(dscp);
            return socket;
        } catch (IOException e) {
            poller.close(socket);
            throw e;
        }
    }

    void close(DatagramPoller poller) {
        poller.close(rtp);
        poller.close(rtcp);
    }
}
