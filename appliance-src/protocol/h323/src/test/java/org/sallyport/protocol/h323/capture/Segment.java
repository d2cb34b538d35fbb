package org.sallyport.protocol.h323.capture;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.sallyport.protocol.h323.capture.PcapFile.Frame;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * What one frame carries of UDP or TCP over IPv4, unfragmented.
 *
 * @param frame its number
 * @param sequence of TCP, where its payload begins; 0 for UDP
 * @param opens whether it is a TCP segment with SYN
 */
record Segment(
        int frame,
        Protocol protocol,
        InetSocketAddress source,
        InetSocketAddress destination,
        int sequence,
        boolean opens,
        Octets payload) {
    private static final int ETHERNET_LENGTH = 14;
    private static final int ETHERTYPE_AT = 12;
    private static final int IPV4 = 0x0800;
    private static final int UDP_LENGTH = 8;

    enum Protocol {
        TCP,
        UDP
    }

    static Optional<Segment> of(Frame frame) throws UnknownHostException {
        ByteBuffer octets = ByteBuffer.wrap(frame.octets().toArray());
        if (octets.getShort(ETHERTYPE_AT) != IPV4) {
            return Optional.empty();
        }
        int length = Short.toUnsignedInt(octets.getShort(ETHERNET_LENGTH + 2));
        ByteBuffer packet = octets.slice(ETHERNET_LENGTH, length);
        int head = (packet.get(0) & 0x0f) * 4;
        ByteBuffer rest = packet.slice(head, packet.limit() - head);
        return switch (packet.get(9)) {
            case 6 -> Optional.of(tcp(frame.number(), packet, rest));
            case 17 -> Optional.of(udp(frame.number(), packet, rest));
            default -> Optional.empty();
        };
    }

    private static Segment tcp(int frame, ByteBuffer packet, ByteBuffer tcp) throws UnknownHostException {
        boolean syn = (tcp.get(13) & 0x02) != 0;
        int head = (tcp.get(12) >> 4 & 0x0f) * 4;
        int sequence = syn ? tcp.getInt(4) + 1 : tcp.getInt(4);
        return new Segment(
                frame, Protocol.TCP, end(packet, 12, tcp, 0), end(packet, 16, tcp, 2), sequence, syn, rest(tcp, head));
    }

    private static Segment udp(int frame, ByteBuffer packet, ByteBuffer udp) throws UnknownHostException {
        return new Segment(
                frame, Protocol.UDP, end(packet, 12, udp, 0), end(packet, 16, udp, 2), 0, false, rest(udp, UDP_LENGTH));
    }

    private static InetSocketAddress end(ByteBuffer packet, int addressAt, ByteBuffer transport, int portAt)
            throws UnknownHostException {
        byte[] address = new byte[4];
        packet.get(addressAt, address);
        return new InetSocketAddress(
                InetAddress.getByAddress(address), Short.toUnsignedInt(transport.getShort(portAt)));
    }

    private static Octets rest(ByteBuffer transport, int from) {
        byte[] payload = new byte[transport.limit() - from];
        transport.get(from, payload);
        return Octets.of(payload);
    }
}
