package org.sallyport.testing.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.settings.model.SipListener;

class WorkbenchSettingsTest {
    @TempDir
    Path state;

    @Test
    void looksForPortsOfTheBuiltInDefaults() throws Exception {
        assertThat(ports()).contains(5060, 5061, 5070);
    }

    @Test
    void looksForPortsOfTheRevisionInForceInsteadOfThoseItReplaced() throws Exception {
        try (DatagramSocket taken = takePort(31_000)) {
            keepRevision(taken.getLocalPort());
            WorkbenchSettings settings = WorkbenchSettings.read(state, List.of());
            assertThat(TakenPorts.find(settings.file().process(), settings.settings()))
                    .anyMatch(sentence -> sentence.startsWith("UDP port " + taken.getLocalPort() + " "));
            assertThat(ports()).doesNotContain(5060, 5061);
        }
    }

    @Test
    void fallsBackToTheFilesWhenTheRevisionCannotBeRead() throws Exception {
        Files.writeString(state.resolve("director-settings.json"), "{\"number\":");
        assertThat(ports()).contains(5060);
        keepRevision(70_000);
        assertThat(ports()).contains(5060);
    }

    /** One between the media ranges of both sides, where a listener may be. */
    private static DatagramSocket takePort(int port) throws SocketException {
        try {
            return new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        } catch (BindException e) {
            return takePort(port + 1);
        }
    }

    private List<Integer> ports() throws IOException {
        return WorkbenchSettings.read(state, List.of()).settings().sip().listeners().stream()
                .map(SipListener::address)
                .map(address -> address.bound().getPort())
                .toList();
    }

    private void keepRevision(int port) throws IOException {
        Files.writeString(state.resolve("director-settings.json"), """
                {"number": 3, "document": {"sip": {"listeners": [
                  {"name": "outside", "side": "external", "transport": "udp", "address": "127.0.0.1", "port": %d},
                  {"name": "inside", "side": "internal", "transport": "udp", "address": "127.0.0.1", "port": 5070}
                ]}}}
                """.formatted(port));
    }
}
