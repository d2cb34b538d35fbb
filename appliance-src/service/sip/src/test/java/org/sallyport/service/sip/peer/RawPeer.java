package org.sallyport.service.sip.peer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A peer that writes and reads octets on a socket as it likes. */
public final class RawPeer implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 10_000;
    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

    private final Socket socket;
    private final InputStream in;

    public RawPeer(InetSocketAddress address) throws IOException {
        this(new Socket(address.getAddress(), address.getPort()));
    }

    public RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        this.in = socket.getInputStream();
    }

    public static String options(String callId) {
        return options(callId, "Via: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK" + callId + ";rport");
    }

    public static String options(String callId, String via) {
        return "OPTIONS sip:a@b.example SIP/2.0\r\n" + via
                + "\r\nFrom: <sip:c@d.example>;tag=1\r\nTo: <sip:a@b.example>\r\nCall-ID: " + callId
                + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
    }

    public int localPort() {
        return socket.getLocalPort();
    }

    public void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    public String read(int octets) throws IOException {
        return new String(in.readNBytes(octets), StandardCharsets.ISO_8859_1);
    }

    /** The next message, with its body. */
    public String readMessage() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("end of stream after: " + head);
            }
            head.append((char) octet);
        }
        Matcher length = LENGTH.matcher(head);
        return length.find() ? head + read(Integer.parseInt(length.group(1))) : head.toString();
    }

    /** Whether the other side has closed; waits for it. */
    public boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    /** Whether nothing comes, and the other side has not closed either. */
    public boolean isOpen() throws IOException {
        socket.setSoTimeout(200);
        try {
            return in.read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
