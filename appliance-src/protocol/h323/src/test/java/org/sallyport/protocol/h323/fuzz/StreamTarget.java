package org.sallyport.protocol.h323.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.protocol.h323.tpkt.Tpkt;
import org.sallyport.protocol.h323.tpkt.TpktReader;

/** Streams of TPKTs; every stream is one of something. */
record StreamTarget() implements Target<List<Tpkt>> {
    @Override
    public List<Tpkt> read(byte[] octets) {
        return new TpktReader(Tpkt.MAX_PAYLOAD).take(ByteBuffer.wrap(octets));
    }

    @Override
    public void check(List<Tpkt> packets, byte[] octets) {
        TpktReader reader = new TpktReader(Tpkt.MAX_PAYLOAD);
        int middle = octets.length / 2;
        List<Tpkt> inHalves = new ArrayList<>(reader.take(ByteBuffer.wrap(octets, 0, middle)));
        inHalves.addAll(reader.take(ByteBuffer.wrap(octets, middle, octets.length - middle)));
        Check.that(inHalves.equals(packets), "the cut changed what was found");
    }
}
