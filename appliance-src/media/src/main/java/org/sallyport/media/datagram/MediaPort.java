package org.sallyport.media.datagram;

import org.sallyport.media.accounting.DiscardReason;
import org.sallyport.media.latching.Admission;
import org.sallyport.media.latching.Latch;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.MediaSocket;
import org.sallyport.media.socket.MediaSocket.SendOutcome;
import org.sallyport.media.socket.TransportAddress;
import org.sallyport.protocol.rtp.PacketKind;

/** One of the two ports that a stream has on a side, for RTP or for RTCP. Used by its shard. */
final class MediaPort implements SocketOwner {
    private final MediaSocket socket;
    private final StreamEnd end;
    private final boolean forRtcp;
    private final Latch latch = new Latch();

    MediaPort(MediaSocket socket, StreamEnd end, boolean forRtcp) {
        this.socket = socket;
        this.end = end;
        this.forRtcp = forRtcp;
    }

    MediaSocket socket() {
        return socket;
    }

    Latch latch() {
        return latch;
    }

    boolean isForRtcp() {
        return forRtcp;
    }

    @Override
    public boolean receive(Datagram into) {
        return socket.receive(into);
    }

    /** Takes a packet that came here through to the other side, or counts why not. */
    @Override
    public void relay(Datagram packet, long nowNanos) {
        PacketKind kind = PacketKind.of(packet.data(), packet.length());
        if (end.isMalformed(packet, kind)) {
            end.meter().discarded(DiscardReason.MALFORMED);
            return;
        }
        Admission admission = latch.admit(packet, nowNanos);
        switch (admission) {
            case ADMITTED -> end.pass(this, packet, kind, nowNanos);
            case BEFORE_SIGNALLING -> end.meter().discarded(DiscardReason.BEFORE_SIGNALLING);
            case FOREIGN_SOURCE -> end.meter().discarded(DiscardReason.FOREIGN_SOURCE);
        }
    }

    SendOutcome send(Datagram packet, TransportAddress to) {
        return socket.send(packet, to);
    }
}
