package org.sallyport.service.turn.engine;

import io.netty.channel.ChannelHandler;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.ErrorCode;

/** What a handler says to a request. */
sealed interface Answer {
    /** A success with these attributes. */
    record Success(List<Attribute<?>> attributes) implements Answer {}

    /** A success after which the client's connection is a handler's. */
    record HandedOver(ChannelHandler handler) implements Answer {}

    /** An error with these attributes besides. */
    record Failure(ErrorCode error, List<Attribute<?>> attributes) implements Answer {}

    /** What was answered before, for the same request came again. */
    @SuppressWarnings("ArrayRecordComponent")
    record Again(byte[] octets) implements Answer {}

    /** What is not known yet; it is told on the worker's thread. */
    record Later(CompletionStage<Answer> known) implements Answer {}

    static Answer success(Attribute<?>... attributes) {
        return new Success(List.of(attributes));
    }

    static Answer failure(int code) {
        return new Failure(ErrorCode.standard(code), List.of());
    }
}
