package org.sallyport.core.calls.live;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as it stands now.
 *
 * @param version grows with every change of this call; readers drop what is older than what they have
 * @param caller leg of the party that called
 * @param callee leg of the party called; null until one is chosen
 * @param disposition set when the state is ENDED
 */
public record CallSnapshot(
        CallId id,
        long version,
        SignallingProtocol protocol,
        CallDirection direction,
        CallState state,
        Instant startedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable Disposition disposition,
        LegSnapshot caller,
        @Nullable LegSnapshot callee,
        List<StreamSnapshot> streams) {

    /** The same with another version. */
    public CallSnapshot withVersion(long newVersion) {
        return new CallSnapshot(
                id,
                newVersion,
                protocol,
                direction,
                state,
                startedAt,
                answeredAt,
                endedAt,
                disposition,
                caller,
                callee,
                streams);
    }

    /** The same call, over. */
    public CallSnapshot endedWith(Disposition how, Instant at) {
        return new CallSnapshot(
                id,
                version,
                protocol,
                direction,
                CallState.ENDED,
                startedAt,
                answeredAt,
                at,
                how,
                caller,
                callee,
                streams);
    }
}
