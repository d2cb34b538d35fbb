package org.sallyport.service.turn.allocation;

import io.netty.channel.ChannelHandler;
import org.jspecify.annotations.Nullable;
import org.sallyport.media.socket.Datagram;

/** The way to a client, and the allocation that it has. Used by the thread that the client came to. */
public interface TurnClient {
    FiveTuple tuple();

    @Nullable
    Allocation allocation();

    /** Sets the client's allocation; null when it has none any more. */
    void allocation(@Nullable Allocation allocation);

    /** Sends it a STUN message; false when that could not be. */
    boolean answer(byte[] message);

    /** Sends it what a peer sent, as ChannelData: a header is put before the datagram in hand. False when that could not be. */
    boolean channelData(int channel, Datagram packet);

    /**
     * Sends it a last message and leaves its connection to a handler, with all that it says after it has read that (RFC 6062
     * section 5.4).
     */
    void handOver(byte[] message, ChannelHandler handler);
}
