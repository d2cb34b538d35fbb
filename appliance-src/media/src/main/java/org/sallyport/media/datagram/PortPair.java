package org.sallyport.media.datagram;

import java.io.IOException;
import java.net.InetAddress;
import org.sallyport.media.socket.DatagramPoller;
import org.sallyport.media.socket.MediaSocket;

/** Two sockets on neighbouring ports: RTP even, RTCP the next (RFC 3550 section 11). */
record PortPair(MediaSocket rtp, MediaSocket rtcp) {
    /** Binds both or none. */
    static PortPair bind(DatagramPoller poller, InetAddress address, int evenPort) throws IOException {
        MediaSocket rtp = poller.bind(address, evenPort);
        try {
            return new PortPair(rtp, poller.bind(address, evenPort + 1));
        } catch (IOException e) {
            poller.close(rtp);
            throw e;
        }
    }

    void close(DatagramPoller poller) {
        poller.close(rtp);
        poller.close(rtcp);
    }
}
