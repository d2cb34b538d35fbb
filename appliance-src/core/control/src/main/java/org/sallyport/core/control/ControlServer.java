package org.sallyport.core.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.sallyport.base.json.Json;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlException.Reason;
import org.sallyport.core.control.Verb.Feed;
import org.sallyport.core.control.Verb.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a fixed set of verbs on a Unix domain socket. The file's mode is 0660: its owner and group may connect. */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-rw----");
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    /** A subscriber this far behind is cut off; it comes back and starts from the full state. */
    private static final int MAX_EVENTS_BEHIND = 10_000;

    private final Path file;
    private final PeerRule peers;
    private final Map<String, Verb> verbs;
    private final Deadlines deadlines;
    private final LiveObjects liveObjects;
    private final ServerSocketChannel listener;
    private final Set<FrameChannel> connections = ConcurrentHashMap.newKeySet();

    /**
     * Starts serving.
     *
     * @throws IOException when the socket cannot be made, or another process serves it
     */
    public ControlServer(Path file, Map<String, Verb> verbs, Deadlines deadlines, LiveObjects liveObjects)
            throws IOException {
        this(file, PeerRule.WHOEVER_CONNECTS, verbs, deadlines, liveObjects);
    }

    /** Starts serving those whom a rule lets ask. */
    public ControlServer(
            Path file, PeerRule peers, Map<String, Verb> verbs, Deadlines deadlines, LiveObjects liveObjects)
            throws IOException {
        this.file = file;
        this.peers = peers;
        this.verbs = Map.copyOf(verbs);
        this.deadlines = deadlines;
        this.liveObjects = liveObjects;
        this.listener = listen(file, peers);
        Thread.ofVirtual().name("control-accept").start(this::accept);
    }

    private static ServerSocketChannel listen(Path file, PeerRule peers) throws IOException {
        if (answers(file)) {
            throw new IOException("another process serves " + file);
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        // Under its name only once its mode is right, so nobody else can connect in between.
        Path draft = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(draft);
        try {
            channel.bind(UnixDomainSocketAddress.of(draft));
            if (peers.group().isPresent()) {
                setGroup(draft, peers.group().get());
            }
            Files.setPosixFilePermissions(draft, MODE);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return channel;
    }

    private static void setGroup(Path file, String group) throws IOException {
        Files.getFileAttributeView(file, PosixFileAttributeView.class)
                .setGroup(file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group));
    }

    private static boolean answers(Path file) {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(file));
        } catch (IOException e) {
            return false;
        }
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel socket = listener.accept();
                Thread.ofVirtual().name("control").start(() -> serve(socket));
            } catch (IOException e) {
                if (listener.isOpen()) {
                    LOG.warn("A control connection could not be accepted", e);
                }
            }
        }
    }

    private void serve(SocketChannel socket) {
        LiveObjects.Token alive = liveObjects.begin("control-connection");
        FrameChannel channel = new FrameChannel(socket);
        connections.add(channel);
        try (channel) {
            if (!listener.isOpen()) {
                return;
            }
            Deadline deadline = deadlines.after("control-request", REQUEST_TIMEOUT, channel::close);
            String line = channel.read(Frame.MAX_REQUEST_OCTETS);
            deadline.cancel();
            Optional<String> stranger = peers.refused(socket);
            if (stranger.isPresent()) {
                LOG.warn("The user {} is not answered at {}", stranger.get(), file);
                refuse(channel, Reason.FORBIDDEN, "The user " + stranger.get() + " may not ask this process.");
            } else if (line != null) {
                answer(line, channel);
            }
        } catch (IOException e) {
            LOG.debug("A control connection broke: {}", e.getMessage());
        } finally {
            connections.remove(channel);
            alive.end();
        }
    }

    private void answer(String line, FrameChannel channel) throws IOException {
        Frame.Request request;
        try {
            request = Json.read(line, Frame.Request.class);
        } catch (JsonProcessingException e) {
            refuse(channel, Reason.INVALID_ARGUMENTS, "The frame is no request: " + e.getOriginalMessage());
            return;
        }
        switch (verbs.get(request.verb())) {
            case null -> refuse(channel, Reason.UNKNOWN_VERB, "There is no verb " + request.verb() + ".");
            case Query query -> channel.write(Json.write(run(query, request)));
            case Feed feed -> stream(feed, channel);
        }
    }

    private static void refuse(FrameChannel channel, Reason reason, String detail) throws IOException {
        channel.write(Json.write(Frame.Reply.refused(new ControlException(reason, detail))));
    }

    private static Frame.Reply run(Query query, Frame.Request request) {
        try {
            return Frame.Reply.of(Json.tree(query.function().answer(request.arguments())));
        } catch (ControlException e) {
            return Frame.Reply.refused(e);
        } catch (JsonProcessingException e) {
            return Frame.Reply.refused(new ControlException(
                    Reason.INVALID_ARGUMENTS,
                    "The arguments of " + request.verb() + " do not fit: " + e.getOriginalMessage()));
        } catch (RuntimeException e) {
            LOG.error("The verb {} failed", request.verb(), e);
            return Frame.Reply.refused(new ControlException(Reason.FAILED, request.verb() + " failed: " + e));
        }
    }

    private static void stream(Feed feed, FrameChannel channel) throws IOException {
        BlockingQueue<Object> events = new ArrayBlockingQueue<>(MAX_EVENTS_BEHIND);
        Thread writer = Thread.currentThread();
        Thread.ofVirtual().name("control-feed-end").start(() -> awaitEnd(channel, writer));
        try (Verb.Subscription _ = feed.source().open(event -> offer(events, event, channel))) {
            while (true) {
                channel.write(Json.write(events.take()));
            }
        } catch (InterruptedException e) {
            // the subscriber is gone, and this thread ends with it
        }
    }

    /** A subscriber sends nothing; the end of its stream is the end of the subscription. */
    private static void awaitEnd(FrameChannel channel, Thread writer) {
        try {
            channel.read(0);
        } catch (IOException e) {
            LOG.debug("A subscription broke: {}", e.getMessage());
        } finally {
            channel.close();
            writer.interrupt();
        }
    }

    private static void offer(BlockingQueue<Object> events, Object event, FrameChannel channel) {
        if (!events.offer(event)) {
            LOG.warn("A subscriber fell {} events behind and is cut off", MAX_EVENTS_BEHIND);
            channel.close();
        }
    }

    /** Stops serving and cuts every connection off. */
    @Override
    public void close() {
        try {
            listener.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The control socket {} was not removed", file, e);
        }
        connections.forEach(FrameChannel::close);
    }
}
