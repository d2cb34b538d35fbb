package org.sallyport.management.api.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A request of Helidon's server. */
final class HelidonIncoming implements Incoming {
    static final int MAX_BODY_OCTETS = 256 * 1024;

    /** Of a body that is read as it comes in: the largest backup; whoever reads one knows a narrower limit. */
    static final long MOST_STREAMED = 1L << 30;

    private final ServerRequest request;
    private final List<String> path;

    /**
     * Reads the path.
     *
     * @throws ProblemException 400 when it cannot be decoded
     */
    HelidonIncoming(ServerRequest request) {
        this.request = request;
        this.path = RouteTable.segments(request.prologue().uriPath().rawPath()).stream()
                .map(HelidonIncoming::decode)
                .toList();
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed("The path is not encoded as RFC 3986 says.");
        }
    }

    @Override
    public String method() {
        return request.prologue().method().text();
    }

    @Override
    public List<String> path() {
        return path;
    }

    @Override
    public Optional<String> query(String name) {
        return request.query().first(name).asOptional();
    }

    @Override
    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    @Override
    public Optional<String> cookie(String name) {
        return request.headers().cookies().first(name).asOptional();
    }

    @Override
    public String authority() {
        return request.authority();
    }

    @Override
    public String source() {
        SocketAddress address = request.remotePeer().address();
        return address instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : address.toString();
    }

    @Override
    public InputStream content() {
        return request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
    }

    @Override
    public byte[] body() {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] octets = in.readNBytes(MAX_BODY_OCTETS + 1);
            if (octets.length > MAX_BODY_OCTETS) {
                throw new ProblemException(
                        413, "too-large", "Too large", "A body has at most " + MAX_BODY_OCTETS + " octets.");
            }
            return octets;
        } catch (IOException e) {
            throw ProblemException.malformed("The body ended early.");
        }
    }
}
