package org.sallyport.protocol.h323.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.tpkt.Tpkt;

/**
 * Writes messages of ours as a capture for others to read: in datagrams, or in TPKTs of one TCP connection for each
 * port, from one host to another.
 */
public final class CaptureWriter {
    private static final int SENDER = 0xcb007101;
    private static final int RECEIVER = 0xcb007102;
    private static final int SENDER_PORT = 40_000;
    private static final int LONGEST_SEGMENT = 32_768;
    private static final int ETHERNET_LENGTH = 14;
    private static final int IP_LENGTH = 20;
    private static final int TCP_LENGTH = 20;
    private static final int UDP_LENGTH = 8;
    private static final int SYN = 0x02;
    private static final int PUSH_AND_ACK = 0x18;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private int frames;
    private int openPort;
    private int sequence;

    public CaptureWriter() {
        file.writeBytes(ByteBuffer.allocate(PcapFile.HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(PcapFile.MAGIC)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(0x40000)
                .putInt(PcapFile.LINK_TYPE_ETHERNET)
                .array());
    }

    /** A message in a datagram to a port; the number of its frame. */
    public int datagram(int port, Octets message) {
        ByteBuffer frame = frame(17, UDP_LENGTH + message.length())
                .putShort((short) SENDER_PORT)
                .putShort((short) port)
                .putShort((short) (UDP_LENGTH + message.length()))
                .putShort((short) 0)
                .put(message.toArray());
        return add(frame);
    }

    /** A message of a connection to a port; the number of the frame in which it ends. */
    public int tpkt(int port, Octets message) {
        if (port != openPort) {
            openPort = port;
            sequence = 0;
            segment(SYN, Octets.EMPTY);
            sequence++;
        }
        byte[] packet = Tpkt.write(message);
        int last = 0;
        for (int at = 0; at < packet.length; at += LONGEST_SEGMENT) {
            last = segment(PUSH_AND_ACK, Octets.of(packet, at, Math.min(LONGEST_SEGMENT, packet.length - at)));
        }
        return last;
    }

    private int segment(int flags, Octets payload) {
        ByteBuffer frame = frame(6, TCP_LENGTH + payload.length())
                .putShort((short) SENDER_PORT)
                .putShort((short) openPort)
                .putInt(sequence)
                .putInt(1)
                .put((byte) (TCP_LENGTH << 2))
                .put((byte) flags)
                .putShort((short) 0xffff)
                .putInt(0)
                .put(payload.toArray());
        sequence += payload.length();
        return add(frame);
    }

    private static ByteBuffer frame(int protocol, int length) {
        return ByteBuffer.allocate(ETHERNET_LENGTH + IP_LENGTH + length)
                .putLong(0x02_00_00_00_00_02_02_00L)
                .putInt(0x00_00_00_01)
                .putShort((short) 0x0800)
                .putShort((short) 0x4500)
                .putShort((short) (IP_LENGTH + length))
                .putInt(0)
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(SENDER)
                .putInt(RECEIVER);
    }

    private int add(ByteBuffer frame) {
        frames++;
        file.writeBytes(ByteBuffer.allocate(PcapFile.RECORD_HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(frames)
                .putInt(0)
                .putInt(frame.capacity())
                .putInt(frame.capacity())
                .array());
        byte[] octets = new byte[frame.capacity()];
        frame.get(0, octets);
        file.writeBytes(octets);
        return frames;
    }

    /** Writes what was added so far. */
    public Path writeTo(Path target) throws IOException {
        return Files.write(target, file.toByteArray());
    }
}
