package org.sallyport.testing.workbench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.core.settings.model.ProcessSettings;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.SipListener;

/** Finds out before the start which ports somebody else has. */
final class TakenPorts {
    private TakenPorts() {}

    /** A sentence for each listener of ours whose port cannot be had. */
    static List<String> find(ProcessSettings process, Settings settings) {
        List<String> taken = new ArrayList<>();
        InetSocketAddress console = new InetSocketAddress(process.managementAddress(), process.managementPort());
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(console);
        } catch (IOException e) {
            taken.add(sentence("TCP", console, "process.management-port", e));
        }
        for (SipListener listener : settings.sip().listeners()) {
            InetSocketAddress bound = listener.address().bound();
            try {
                probe(listener, bound);
            } catch (IOException e) {
                taken.add(sentence(listener.transport().name(), bound, "sip.listeners, " + listener.name(), e));
            }
        }
        return taken;
    }

    private static void probe(SipListener listener, InetSocketAddress address) throws IOException {
        switch (listener.transport()) {
            case UDP -> {
                try (DatagramSocket socket = new DatagramSocket(null)) {
                    socket.bind(address);
                }
            }
            case TCP, TLS -> {
                try (ServerSocket socket = new ServerSocket()) {
                    socket.bind(address);
                }
            }
        }
    }

    private static String sentence(String transport, InetSocketAddress address, String setting, IOException reason) {
        return transport + " port " + address.getPort() + " of " + address.getHostString() + " cannot be had: "
                + reason.getMessage() + ". End what uses it, or change " + setting + " in a settings file.";
    }
}
