package org.sallyport.protocol.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An address and port: an octet of zeros, family, port, address (RFC 8489 section 14.1); the last two combined by
 * exclusive or with the magic cookie and the transaction identifier where it is to be disguised (section 14.2).
 */
final class AddressForm implements AttributeForm<InetSocketAddress> {
    static final AddressForm PLAIN = new AddressForm(false);
    static final AddressForm XOR = new AddressForm(true);

    private static final int HEADER = 4;

    private final boolean disguised;

    private AddressForm(boolean disguised) {
        this.disguised = disguised;
    }

    @Override
    public @Nullable InetSocketAddress read(ByteBuffer in, TransactionId id) {
        if (in.remaining() < HEADER) {
            return null;
        }
        in.get();
        AddressFamily family = AddressFamily.of(in.get());
        int port = Short.toUnsignedInt(in.getShort());
        if (family == null || in.remaining() != family.octets) {
            return null;
        }
        byte[] octets = new byte[family.octets];
        in.get(octets);
        return disguised
                ? address(disguise(octets, id), port ^ (StunMessage.MAGIC_COOKIE >>> 16))
                : address(octets, port);
    }

    private static InetSocketAddress address(byte[] octets, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 octets are an address", e);
        }
    }

    @Override
    public void write(InetSocketAddress value, ByteBuffer out, TransactionId id) {
        byte[] octets = value.getAddress().getAddress();
        int port = value.getPort();
        out.put((byte) 0).put((byte) AddressFamily.of(value.getAddress()).number);
        out.putShort((short) (disguised ? port ^ (StunMessage.MAGIC_COOKIE >>> 16) : port));
        out.put(disguised ? disguise(octets, id) : octets);
    }

    private static byte[] disguise(byte[] octets, TransactionId id) {
        ByteBuffer mask = ByteBuffer.allocate(16).putInt(StunMessage.MAGIC_COOKIE);
        id.write(mask);
        byte[] result = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            result[i] = (byte) (octets[i] ^ mask.get(i));
        }
        return result;
    }
}
