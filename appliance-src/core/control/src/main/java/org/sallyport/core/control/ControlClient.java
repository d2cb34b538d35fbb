package org.sallyport.core.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlException.Reason;

/** Asks another process, a connection a request, so there is nothing to restore when that process comes back. Thread-safe. */
public final class ControlClient {
    private final Path file;
    private final Duration timeout;
    private final Deadlines deadlines;

    /** A client of the process behind a socket; an answer that takes longer than the timeout is none. */
    public ControlClient(Path file, Duration timeout, Deadlines deadlines) {
        this.file = file;
        this.timeout = timeout;
        this.deadlines = deadlines;
    }

    /**
     * Runs a verb.
     *
     * @throws ControlException when it is refused, fails, or the process is away
     */
    public <T> T call(String verb, Object arguments, Class<T> type) {
        JsonNode result = exchange(verb, arguments);
        try {
            return Json.read(result, type);
        } catch (JsonProcessingException e) {
            throw new ControlException(Reason.FAILED, "The answer to " + verb + " does not fit: " + e.getMessage());
        }
    }

    private JsonNode exchange(String verb, Object arguments) {
        try (FrameChannel channel = connect(verb, arguments)) {
            Deadline deadline = deadlines.after("control-call", timeout, channel::close);
            String line = channel.read(Frame.MAX_REPLY_OCTETS);
            deadline.cancel();
            return result(line);
        } catch (IOException e) {
            throw new ControlException(Reason.AWAY, "No answer to " + verb + " at " + file + ": " + e);
        }
    }

    private JsonNode result(@Nullable String line) throws IOException {
        if (line == null) {
            throw new IOException("connection closed");
        }
        Frame.Reply reply = Json.read(line, Frame.Reply.class);
        if (reply.reason() != null) {
            throw new ControlException(reply.reason(), String.valueOf(reply.detail()));
        }
        JsonNode result = reply.result();
        return result == null ? NullNode.getInstance() : result;
    }

    /** A connection on which a request has been sent. */
    FrameChannel connect(String verb, Object arguments) throws IOException {
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        FrameChannel channel = new FrameChannel(socket);
        try {
            socket.connect(UnixDomainSocketAddress.of(file));
            channel.write(Json.write(new Frame.Request(verb, Json.tree(arguments))));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
