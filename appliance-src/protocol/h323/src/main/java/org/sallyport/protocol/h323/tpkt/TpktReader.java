package org.sallyport.protocol.h323.tpkt;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.tpkt.Tpkt.Fault;
import org.sallyport.protocol.h323.tpkt.Tpkt.Invalid;
import org.sallyport.protocol.h323.tpkt.Tpkt.KeepAlive;
import org.sallyport.protocol.h323.tpkt.Tpkt.Message;

/**
 * Finds the TPKTs of one stream (RFC 1006 section 6), in whatever pieces it arrives: the header alone, a byte at a time,
 * many in one segment. Of an unfinished packet it holds 512 octets or twice what has come: an announced length reserves
 * nothing.
 */
public final class TpktReader {
    private static final int FIRST_CAPACITY = 512;
    /** Where Tandberg's keep-alive has its length, 4 in one byte order and 1024 in the other. */
    private static final int TANDBERG_LENGTH = 4;

    private final int maxPayload;
    private final byte[] header = new byte[Tpkt.HEADER_LENGTH];
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private int headerHeld;
    private byte[] payload = new byte[0];
    private int payloadHeld;
    private int payloadWanted;
    private int toPassOver;

    /**
     * @param maxPayload octets of the longest message that is taken
     * @throws IllegalArgumentException unless it is from 1 to {@link Tpkt#MAX_PAYLOAD}
     */
    public TpktReader(int maxPayload) {
        if (maxPayload < 1 || maxPayload > Tpkt.MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "maxPayload is " + maxPayload + ", it must be from 1 to " + Tpkt.MAX_PAYLOAD);
        }
        this.maxPayload = maxPayload;
    }

    /** Takes what came next, all of it, and gives what is complete now, in the order of the stream. */
    public List<Tpkt> take(ByteBuffer chunk) {
        List<Tpkt> complete = new ArrayList<>();
        while (chunk.hasRemaining()) {
            if (toPassOver > 0) {
                passOver(chunk);
            } else if (payloadWanted > 0) {
                takePayload(chunk, complete);
            } else {
                takeHeader(chunk, complete);
            }
        }
        return complete;
    }

    /** Whether the stream may end here: nothing is unfinished. */
    public boolean isBetweenPackets() {
        return headerHeld == 0 && toPassOver == 0;
    }

    /** How often a fault was met so far. */
    public long count(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }

    private void passOver(ByteBuffer chunk) {
        int step = Math.min(toPassOver, chunk.remaining());
        chunk.position(chunk.position() + step);
        toPassOver -= step;
    }

    private void takeHeader(ByteBuffer chunk, List<Tpkt> complete) {
        int step = Math.min(header.length - headerHeld, chunk.remaining());
        chunk.get(header, headerHeld, step);
        headerHeld += step;
        if (headerHeld == header.length) {
            readHeader(complete);
        }
    }

    private void readHeader(List<Tpkt> complete) {
        int length = Byte.toUnsignedInt(header[2]) << 8 | Byte.toUnsignedInt(header[3]);
        if (header[0] != Tpkt.VERSION) {
            complete.add(
                    isTandbergKeepAlive(length) ? keepAlive(KeepAlive.Form.TANDBERG) : invalid(Fault.WRONG_VERSION));
        } else if (length < Tpkt.HEADER_LENGTH) {
            complete.add(invalid(Fault.LENGTH_BELOW_HEADER));
        } else if (length == Tpkt.HEADER_LENGTH) {
            complete.add(keepAlive(KeepAlive.Form.EMPTY));
        } else if (length - Tpkt.HEADER_LENGTH > maxPayload) {
            complete.add(invalid(Fault.LONGER_THAN_LIMIT));
            toPassOver = length - Tpkt.HEADER_LENGTH;
        } else {
            payloadWanted = length - Tpkt.HEADER_LENGTH;
        }
    }

    private boolean isTandbergKeepAlive(int length) {
        return header[0] == 0
                && header[1] == Tpkt.VERSION
                && (length == TANDBERG_LENGTH || length == TANDBERG_LENGTH << 8);
    }

    private KeepAlive keepAlive(KeepAlive.Form form) {
        headerHeld = 0;
        return new KeepAlive(form);
    }

    private Invalid invalid(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
        headerHeld = 0;
        return new Invalid(fault, Octets.of(header.clone()));
    }

    private void takePayload(ByteBuffer chunk, List<Tpkt> complete) {
        int step = Math.min(payloadWanted - payloadHeld, chunk.remaining());
        reserve(payloadHeld + step);
        chunk.get(payload, payloadHeld, step);
        payloadHeld += step;
        if (payloadHeld == payloadWanted) {
            complete.add(new Message(Octets.of(payload, 0, payloadWanted), Byte.toUnsignedInt(header[1])));
            payload = new byte[0];
            payloadHeld = 0;
            payloadWanted = 0;
            headerHeld = 0;
        }
    }

    private void reserve(int needed) {
        if (needed == payloadWanted && payloadHeld == 0) {
            payload = new byte[needed];
        } else if (needed > payload.length) {
            payload = Arrays.copyOf(payload, Math.min(payloadWanted, Math.max(FIRST_CAPACITY, 2 * needed)));
        }
    }
}
