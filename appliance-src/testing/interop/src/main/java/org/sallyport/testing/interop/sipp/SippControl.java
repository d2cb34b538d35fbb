package org.sallyport.testing.interop.sipp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.testing.interop.network.Namespace;

/**
 * The harness's end of a SIPp's control connection. A scenario's {@code sendCmd} arrives as a report of named values; its
 * {@code recvCmd} waits for {@link #goOn}.
 */
final class SippControl implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int END_OF_COMMAND = 27;

    private final ServerSocket listener;
    private @Nullable Socket connection;
    private String callId = "";

    SippControl(Namespace zone) throws Exception {
        listener = zone.call(() -> new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        listener.setSoTimeout((int) LIMIT.toMillis());
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Waits for the scenario's next report: its header lines by name. */
    Map<String, String> awaitReport() throws IOException {
        Map<String, String> report = new LinkedHashMap<>();
        for (String line : readCommand().split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                report.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        callId = report.getOrDefault("Call-ID", callId);
        return report;
    }

    /** Lets the scenario pass its next {@code recvCmd}. */
    void goOn() throws IOException {
        String command = "Call-ID: " + callId + "\r\n\r\n" + (char) END_OF_COMMAND;
        connected().getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            connection.close();
        }
        listener.close();
    }

    private String readCommand() throws IOException {
        StringBuilder command = new StringBuilder();
        InputStream input = new BufferedInputStream(connected().getInputStream(), 1);
        int read = input.read();
        while (read != END_OF_COMMAND) {
            if (read < 0) {
                throw new IOException("SIPp ended instead of reporting");
            }
            command.append((char) read);
            read = input.read();
        }
        return command.toString();
    }

    private Socket connected() throws IOException {
        if (connection == null) {
            connection = listener.accept();
            connection.setSoTimeout((int) LIMIT.toMillis());
        }
        return connection;
    }
}
