package org.sallyport.service.turn.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.LongConsumer;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.media.datagram.SocketOwner;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.MediaSocket;
import org.sallyport.media.socket.MediaSocket.SendOutcome;
import org.sallyport.media.socket.TransportAddress;
import org.sallyport.service.turn.engine.TurnWorker;

/**
 * One shard's share of a listener at a UDP port: the kernel gives each client's datagrams always to the same shard. Used by
 * its thread.
 */
abstract class SharedListener implements SocketOwner {
    /** Datagrams taken at a time: one socket carries many clients, and a wake-up costs more than a datagram. */
    private static final int BATCH = 32;

    private final TurnListener listener;
    private final TurnWorker worker;
    private final MediaSocket socket;
    private final LongConsumer tick = this::tick;

    /** Binds a shard's socket; called by any thread. Nothing is received before {@link #begin}. */
    SharedListener(TurnListener listener, TurnWorker worker) throws IOException {
        InetSocketAddress address = listener.address().bound();
        this.listener = listener;
        this.worker = worker;
        this.socket = worker.thread().poller().bindShared(address.getAddress(), address.getPort());
    }

    TurnListener listener() {
        return listener;
    }

    TurnWorker worker() {
        return worker;
    }

    void begin() {
        worker.thread().execute(() -> {
            worker.thread().poller().watch(socket, this);
            worker.everySecond(tick);
        });
    }

    /** Ends it with its clients. */
    void end() {
        worker.thread().execute(() -> {
            worker.noLonger(tick);
            endClients();
            worker.thread().poller().close(socket);
        });
    }

    /** Closes a socket that was never watched. */
    void abandon() {
        worker.thread().poller().close(socket);
    }

    abstract void endClients();

    /** Takes one datagram of whomever. */
    abstract void take(Datagram packet, long nowNanos);

    /** Told the time every second. */
    void tick(long nowNanos) {}

    boolean send(Datagram packet, TransportAddress to) {
        return socket.send(packet, to) == SendOutcome.SENT;
    }

    @Override
    public boolean receive(Datagram into) {
        return socket.receive(into);
    }

    @Override
    public void relay(Datagram packet, long nowNanos) {
        take(packet, nowNanos);
        for (int more = 1; more < BATCH && socket.receive(packet); more++) {
            take(packet, nowNanos);
        }
    }
}
