package org.sallyport.core.calls.live;

import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;

/**
 * One leg of a call: the relation with one of its two parties.
 *
 * @param side where the party stands
 * @param party its address of record or alias as signalled, such as {@code sip:room@example.com}
 * @param displayName its name as signalled
 * @param transport UDP, TCP, TLS
 * @param localAddress our signalling address on this leg, host:port
 * @param remoteAddress the party's signalling address, host:port
 * @param signallingId Call-ID or H.225 call identifier on this leg
 * @param userAgent product of the party, from User-Agent or Server
 * @param held whether this party has put the other on hold
 */
public record LegSnapshot(
        Side side,
        String party,
        @Nullable String displayName,
        String transport,
        String localAddress,
        @Nullable String remoteAddress,
        String signallingId,
        @Nullable String userAgent,
        boolean held) {}
