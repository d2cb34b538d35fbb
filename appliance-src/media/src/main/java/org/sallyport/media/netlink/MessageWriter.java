package org.sallyport.media.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes netlink messages one after the other: headers, attributes and attributes in attributes. */
public final class MessageWriter {
    private static final int ALIGNMENT = 4;
    private static final int ATTRIBUTE_HEADER = 4;
    private static final int NESTED = 0x8000;

    private final ByteBuffer out;
    private int messageStart;

    /** A writer of up to so many octets at a time. */
    public MessageWriter(int capacity) {
        out = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
    }

    /** Forgets what was written. */
    public void clear() {
        out.clear();
    }

    /** Octets written since the last clearing. */
    public int length() {
        return out.position();
    }

    /** What was written, to be sent. */
    public ByteBuffer written() {
        return out.duplicate().order(ByteOrder.nativeOrder()).flip();
    }

    /** Begins a message; its fixed part follows, then its attributes. */
    public void begin(int type, int flags, int sequence) {
        messageStart = out.position();
        out.putInt(0)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(sequence)
                .putInt(0);
    }

    /** Ends the message begun last. */
    public void end() {
        out.putInt(messageStart, out.position() - messageStart);
    }

    /** Octets of the message's fixed part, whose length is a multiple of four. */
    public void fixed(int... octets) {
        for (int octet : octets) {
            out.put((byte) octet);
        }
    }

    /** An attribute of octets as they are. */
    public void octets(int type, byte[] value) {
        attribute(type, value.length);
        out.put(value);
        align();
    }

    /** An attribute that holds a text, which a zero ends. */
    public void text(int type, String value) {
        byte[] octets = value.getBytes(StandardCharsets.US_ASCII);
        attribute(type, octets.length + 1);
        out.put(octets).put((byte) 0);
        align();
    }

    /** An attribute of a number in network byte order. */
    public void number(int type, int value) {
        attribute(type, Integer.BYTES);
        out.putInt(bigEndian(value));
    }

    /** An attribute of a long number in network byte order. */
    public void number(int type, long value) {
        attribute(type, Long.BYTES);
        out.putLong(ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? value : Long.reverseBytes(value));
    }

    /** An attribute that holds attributes: what is written by the content. */
    public void nested(int type, Runnable content) {
        int start = out.position();
        attribute(type | NESTED, 0);
        content.run();
        out.putShort(start, (short) (out.position() - start));
    }

    private void attribute(int type, int valueLength) {
        out.putShort((short) (ATTRIBUTE_HEADER + valueLength)).putShort((short) type);
    }

    private void align() {
        while (out.position() % ALIGNMENT != 0) {
            out.put((byte) 0);
        }
    }

    private static int bigEndian(int value) {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
    }
}
