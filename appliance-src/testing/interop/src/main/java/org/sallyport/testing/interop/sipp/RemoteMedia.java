package org.sallyport.testing.interop.sipp;

import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the other end's description says that media is to go. */
public record RemoteMedia(InetSocketAddress audio, InetSocketAddress video) {
    static RemoteMedia parse(Map<String, String> report) {
        String host = report.getOrDefault("Host", "");
        return new RemoteMedia(address(host, report.get("Audio")), address(host, report.get("Video")));
    }

    private static InetSocketAddress address(String host, @Nullable String port) {
        if (port == null) {
            throw new IllegalArgumentException("SIPp reported no port");
        }
        return new InetSocketAddress(host, Integer.parseInt(port));
    }
}
