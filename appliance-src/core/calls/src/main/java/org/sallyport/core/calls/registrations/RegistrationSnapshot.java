package org.sallyport.core.calls.registrations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.live.SignallingProtocol;

/**
 * A registration as it stands now.
 *
 * @param alias what calls name: address of record or alias, as the inside knows it
 * @param contact where the device says that it is
 * @param remoteAddress host:port that its messages come from
 * @param transport what it speaks, such as TLS
 * @param listener name of the listener that it came to
 * @param userAgent what the device calls itself
 * @param since when it registered first
 * @param refreshedAt when the device last refreshed it
 * @param expiresAt when it ends unless the device refreshes it
 * @param insideExpiresAt when the inside would end it unless we refresh it there
 */
public record RegistrationSnapshot(
        RegistrationId id,
        SignallingProtocol protocol,
        RegistrationState state,
        String alias,
        String contact,
        String remoteAddress,
        String transport,
        String listener,
        @Nullable String userAgent,
        Instant since,
        Instant refreshedAt,
        Instant expiresAt,
        Instant insideExpiresAt) {}
