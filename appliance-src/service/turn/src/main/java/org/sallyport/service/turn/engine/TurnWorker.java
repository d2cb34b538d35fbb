package org.sallyport.service.turn.engine;

import io.netty.channel.ChannelHandler;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.media.datagram.SocketThread;
import org.sallyport.media.socket.Datagram;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.MessageKey;
import org.sallyport.protocol.stun.Octets;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunDecoder;
import org.sallyport.protocol.stun.StunDecoding.Decoded;
import org.sallyport.protocol.stun.StunDecoding.Malformed;
import org.sallyport.protocol.stun.StunEncoder;
import org.sallyport.protocol.stun.StunEncoder.Ending;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;
import org.sallyport.service.turn.allocation.Allocation;
import org.sallyport.service.turn.allocation.AllocationView;
import org.sallyport.service.turn.allocation.DropReason;
import org.sallyport.service.turn.allocation.Quotas.Share;
import org.sallyport.service.turn.allocation.TurnClient;
import org.sallyport.service.turn.auth.Authentication.Proven;
import org.sallyport.service.turn.auth.Authentication.Refused;
import org.sallyport.service.turn.auth.StrangerBudget;

/** The server's share of one thread: the clients that came to it, their messages and allocations. Used by that thread. */
public final class TurnWorker {
    /** Says what, not which version: strangers need not know. */
    static final String SOFTWARE = "Sallyport";

    private final SocketThread thread;
    private final TurnCommons commons;
    private final Datagram inHand = new Datagram();
    private final StrangerBudget strangers;
    private final List<LongConsumer> ticking = new ArrayList<>();
    private final Map<String, Live> allocations = new LinkedHashMap<>();
    private final AllocateHandler allocate = new AllocateHandler(this);
    private final RefreshHandler refresh = new RefreshHandler(this);
    private final CreatePermissionHandler createPermission = new CreatePermissionHandler(this);
    private final ChannelBindHandler channelBind = new ChannelBindHandler(this);
    private final MoveHandler move = new MoveHandler(this, refresh);
    private final ConnectHandler connect = new ConnectHandler(this);
    private final ConnectionBindHandler connectionBind;

    public TurnWorker(SocketThread thread, TurnCommons commons, long nowNanos) {
        this.thread = thread;
        this.commons = commons;
        this.connectionBind = new ConnectionBindHandler(commons.connections());
        this.strangers = new StrangerBudget(nowNanos);
    }

    /** An allocation that is counted. */
    record Live(Allocation allocation, LiveObjects.Token token) {}

    public SocketThread thread() {
        return thread;
    }

    public TurnCommons commons() {
        return commons;
    }

    /** Memory for what the thread is to send. */
    public Datagram inHand() {
        return inHand;
    }

    /** A STUN message of a client. */
    public void message(TurnClient client, byte[] octets, long nowNanos) {
        switch (StunDecoder.decode(octets)) {
            case Decoded decoded -> message(client, decoded, nowNanos);
            case Malformed malformed -> malformed(client, malformed, nowNanos);
        }
    }

    /** ChannelData of a client; the datagram in hand is the whole of it. */
    public void channelData(TurnClient client, Datagram packet, long nowNanos) {
        Allocation allocation = client.allocation();
        if (allocation == null) {
            commons.metrics().dropped(DropReason.NO_ALLOCATION);
        } else {
            allocation.channelData(packet, nowNanos);
        }
    }

    private void malformed(TurnClient client, Malformed malformed, long nowNanos) {
        commons.metrics().dropped(DropReason.MALFORMED);
        StunMessage header = malformed.header();
        if (header != null && header.messageClass() == StunClass.REQUEST && mayAnswer(client, nowNanos)) {
            fail(client, header, ErrorCode.standard(ErrorCode.BAD_REQUEST), List.of(), null, Ending.PLAIN);
        }
    }

    private boolean mayAnswer(TurnClient client, long nowNanos) {
        return mayAnswerStranger(client.tuple().client().getAddress(), nowNanos);
    }

    /** Whether somebody unknown at a host gets one more answer; counted when not. */
    public boolean mayAnswerStranger(InetAddress host, long nowNanos) {
        boolean may = strangers.take(host, nowNanos);
        if (!may) {
            commons.metrics().dropped(DropReason.OVER_BUDGET);
        }
        return may;
    }

    private void message(TurnClient client, Decoded decoded, long nowNanos) {
        switch (decoded.message().messageClass()) {
            case REQUEST -> request(client, decoded, nowNanos);
            case INDICATION -> indication(client, decoded.message(), nowNanos);
            case SUCCESS, ERROR -> commons.metrics().dropped(DropReason.UNEXPECTED);
        }
    }

    private void request(TurnClient client, Decoded decoded, long nowNanos) {
        StunMessage message = decoded.message();
        Ending ending = decoded.hasFingerprint() ? Ending.FINGERPRINT : Ending.PLAIN;
        commons.metrics().request(message.method());
        if (message.method() == StunMethod.BINDING) {
            binding(client, message, ending, nowNanos);
            return;
        }
        Allocation there = client.allocation();
        Proven owner = there == null ? null : there.owner();
        switch (commons.authenticator().check(decoded, client.tuple().nonceHolder(), owner, nowNanos)) {
            case Refused refused -> {
                if (mayAnswer(client, nowNanos)) {
                    fail(client, message, refused.error(), refused.challenge(), null, ending);
                }
            }
            case Proven sender -> {
                List<Integer> unknown = message.unknownRequired();
                Answer answer =
                        unknown.isEmpty() ? handle(new Request(message, client, sender, nowNanos)) : unknown(unknown);
                answer(client, message, answer, sender.key(), ending);
            }
        }
    }

    /** RFC 8489 section 6.3.1: needs no proof, and so says no more than it must. */
    private void binding(TurnClient client, StunMessage message, Ending ending, long nowNanos) {
        List<Integer> unknown = message.unknownRequired();
        if (unknown.isEmpty()) {
            List<Attribute<?>> mapped =
                    List.of(StunAttributes.XOR_MAPPED_ADDRESS.of(client.tuple().client()));
            send(client, StunEncoder.encode(message.answer(StunClass.SUCCESS, mapped), ending));
        } else if (mayAnswer(client, nowNanos)) {
            answer(client, message, unknown(unknown), null, ending);
        }
    }

    private static Answer unknown(List<Integer> attributes) {
        return new Answer.Failure(
                ErrorCode.standard(ErrorCode.UNKNOWN_ATTRIBUTE),
                List.of(StunAttributes.UNKNOWN_ATTRIBUTES.of(attributes)));
    }

    private Answer handle(Request request) {
        if (request.message().method() == StunMethod.ALLOCATE) {
            return allocate.handle(request);
        }
        if (request.message().method() == StunMethod.CONNECTION_BIND) {
            return connectionBind.handle(request);
        }
        if (request.message().method() == StunMethod.REFRESH
                && request.message().has(StunAttributes.MOBILITY_TICKET)) {
            return move.handle(request);
        }
        Allocation allocation = request.client().allocation();
        if (allocation == null) {
            return Answer.failure(ErrorCode.ALLOCATION_MISMATCH);
        }
        // RFC 8656 section 5: whoever made an allocation, and nobody else, changes it
        if (!allocation.owner().mayBeFollowedBy(request.sender())) {
            return Answer.failure(ErrorCode.WRONG_CREDENTIALS);
        }
        allocation.owner(request.sender());
        return switch (request.message().method()) {
            case REFRESH -> refresh.handle(request, allocation);
            case CREATE_PERMISSION -> createPermission.handle(request, allocation);
            case CHANNEL_BIND -> channelBind.handle(request, allocation);
            case CONNECT -> connect.handle(request, allocation);
            case ALLOCATE, BINDING, SEND, DATA, CONNECTION_BIND, CONNECTION_ATTEMPT ->
                Answer.failure(ErrorCode.BAD_REQUEST);
        };
    }

    private void answer(
            TurnClient client, StunMessage request, Answer answer, @Nullable MessageKey key, Ending ending) {
        switch (answer) {
            case Answer.Success(List<Attribute<?>> attributes) -> {
                byte[] octets = StunEncoder.encode(request.answer(StunClass.SUCCESS, attributes), key, ending);
                Allocation made = client.allocation();
                boolean again = request.method() == StunMethod.ALLOCATE || request.has(StunAttributes.MOBILITY_TICKET);
                if (again && made != null) {
                    made.answered(request.id(), octets);
                }
                send(client, octets);
            }
            case Answer.HandedOver(ChannelHandler handler) ->
                client.handOver(StunEncoder.encode(request.answer(StunClass.SUCCESS, List.of()), key, ending), handler);
            case Answer.Failure(ErrorCode error, List<Attribute<?>> attributes) ->
                fail(client, request, error, attributes, key, ending);
            case Answer.Again(byte[] octets) -> send(client, octets);
            case Answer.Later(CompletionStage<Answer> known) -> {
                var _ = known.thenAccept(then -> answer(client, request, then, key, ending));
            }
        }
    }

    private void fail(
            TurnClient client,
            StunMessage request,
            ErrorCode error,
            List<Attribute<?>> others,
            @Nullable MessageKey key,
            Ending ending) {
        commons.metrics().refused(error.code());
        List<Attribute<?>> attributes = new ArrayList<>();
        attributes.add(StunAttributes.ERROR_CODE.of(error));
        attributes.addAll(others);
        send(client, StunEncoder.encode(request.answer(StunClass.ERROR, attributes), key, ending));
    }

    private void send(TurnClient client, byte[] octets) {
        if (!client.answer(octets)) {
            commons.metrics().dropped(DropReason.CLIENT_FULL);
        }
    }

    /** Send is the only indication that a server does something about (RFC 8656 section 11.2). */
    private void indication(TurnClient client, StunMessage message, long nowNanos) {
        if (message.method() == StunMethod.BINDING) {
            return;
        }
        Allocation allocation = client.allocation();
        var peer = message.get(StunAttributes.XOR_PEER_ADDRESS);
        Octets data = message.get(StunAttributes.DATA);
        if (message.method() != StunMethod.SEND) {
            commons.metrics().dropped(DropReason.UNEXPECTED);
        } else if (allocation == null) {
            commons.metrics().dropped(DropReason.NO_ALLOCATION);
        } else if (peer == null || data == null || !message.unknownRequired().isEmpty()) {
            commons.metrics().dropped(DropReason.BAD_INDICATION);
        } else if (!commons.rules().get().permits(client.tuple().side(), peer)) {
            commons.metrics().dropped(DropReason.FORBIDDEN_PEER);
        } else {
            allocation.send(peer, data, message.has(StunAttributes.DONT_FRAGMENT), nowNanos);
        }
    }

    /** An allocation of a client that relays nothing yet. */
    Allocation allocation(Request request, Share share) {
        return new Allocation(
                request.client(),
                request.sender(),
                share,
                thread,
                inHand,
                commons.metrics(),
                commons.clock().instant());
    }

    void adopt(Allocation allocation) {
        allocations.put(
                allocation.id(), new Live(allocation, commons.liveObjects().begin("turn-allocation")));
        allocation.client().allocation(allocation);
    }

    /** Ends an allocation; once more does nothing. */
    public void end(Allocation allocation) {
        Live live = allocations.remove(allocation.id());
        if (live != null) {
            allocation.client().allocation(null);
            discard(live);
        }
    }

    /** Ends one that is of no client. */
    void discard(Live live) {
        Allocation allocation = live.allocation();
        allocation.end();
        commons.tickets().forget(allocation);
        commons.quotas().giveBack(allocation.share());
        live.token().end();
    }

    /** The connection or association of an allocation has ended, and so does it, unless its client may come back from elsewhere. */
    public void clientGone(Allocation allocation) {
        if (!commons.tickets().has(allocation)) {
            end(allocation);
        }
    }

    /** Whether an allocation is of this worker. */
    boolean has(Allocation allocation) {
        return allocations.containsKey(allocation.id());
    }

    /** Lets an allocation go to another worker, where it {@link #settle settles}; null when it is not of this one. */
    @Nullable
    Live release(Allocation allocation) {
        Live live = allocations.remove(allocation.id());
        if (live != null) {
            allocation.client().allocation(null);
            allocation.leave();
        }
        return live;
    }

    /** Takes an allocation that another worker let go, for a client of this one; false when that could not be, and it has ended. */
    boolean settle(Live live, TurnClient client, Proven owner) {
        Allocation allocation = live.allocation();
        if (!allocation.settle(client, thread, inHand)) {
            discard(live);
            return false;
        }
        allocation.owner(owner);
        allocations.put(allocation.id(), live);
        client.allocation(allocation);
        return true;
    }

    /** Ends the allocation of an identifier; false when it is not of this worker. */
    public boolean end(String id) {
        Live live = allocations.get(id);
        if (live != null) {
            end(live.allocation());
        }
        return live != null;
    }

    /** Ends the allocations of clients that came to a listener. */
    public void endAllOf(String listener) {
        everyAllocation().stream()
                .filter(allocation -> allocation.client().tuple().listener().equals(listener))
                .forEach(this::end);
    }

    /** Tells somebody the time ({@link System#nanoTime}) every second. */
    public void everySecond(LongConsumer listener) {
        ticking.add(listener);
    }

    /** Tells somebody no longer. */
    public void noLonger(LongConsumer listener) {
        ticking.remove(listener);
    }

    /** Ends what has expired. */
    public void tick(long nowNanos) {
        ticking.forEach(listener -> listener.accept(nowNanos));
        List<Allocation> expired = new ArrayList<>();
        for (Live live : allocations.values()) {
            if (live.allocation().expire(nowNanos)) {
                expired.add(live.allocation());
            }
        }
        expired.forEach(this::end);
    }

    public List<AllocationView> views(long nowNanos) {
        return everyAllocation().stream()
                .map(allocation -> allocation.view(nowNanos))
                .toList();
    }

    private List<Allocation> everyAllocation() {
        return allocations.values().stream().map(Live::allocation).toList();
    }
}
