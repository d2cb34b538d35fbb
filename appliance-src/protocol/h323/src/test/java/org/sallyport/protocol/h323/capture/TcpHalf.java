package org.sallyport.protocol.h323.capture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sallyport.protocol.h323.tpkt.Tpkt;
import org.sallyport.protocol.h323.tpkt.TpktReader;

/** One direction of a TCP connection: puts segments into their order, leaves out what comes again, and reads TPKTs. */
final class TcpHalf {
    private final TpktReader reader = new TpktReader(Tpkt.MAX_PAYLOAD);
    private final List<Segment> early = new ArrayList<>();
    private int next;

    TcpHalf(Segment first) {
        next = first.sequence();
    }

    /** The packets that are complete with this segment. */
    List<Tpkt> take(Segment segment) {
        List<Tpkt> packets = new ArrayList<>();
        early.add(segment);
        early.sort(Comparator.comparingInt(held -> held.sequence() - next));
        while (!early.isEmpty() && early.getFirst().sequence() - next <= 0) {
            packets.addAll(append(early.removeFirst()));
        }
        return packets;
    }

    private List<Tpkt> append(Segment segment) {
        int known = next - segment.sequence();
        int fresh = segment.payload().length() - known;
        if (fresh <= 0) {
            return List.of();
        }
        next += fresh;
        return reader.take(ByteBuffer.wrap(segment.payload().toArray(), known, fresh));
    }
}
