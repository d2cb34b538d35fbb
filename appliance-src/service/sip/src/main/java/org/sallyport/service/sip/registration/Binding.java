package org.sallyport.service.sip.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.core.calls.registrations.RegistrationId;
import org.sallyport.core.calls.registrations.RegistrationSnapshot;
import org.sallyport.core.calls.registrations.RegistrationState;

/**
 * A contact of a device that the call server has granted. Immutable: each refresh makes the next value. Times are
 * {@link System#nanoTime}, so that a clock that is set neither ends nor prolongs anything.
 *
 * @param token the user of our contact inside
 * @param alias the address of record
 * @param contact the device's own
 * @param callId the device's Call-ID, and its last CSeq
 * @param flow the way to the device
 * @param reachable false once the flow has failed
 * @param expiresNanos when the device must have refreshed it
 * @param insideExpiresNanos when the call server forgets it
 * @param inside what our requests about it are made from
 */
record Binding(
        RegistrationId id,
        String token,
        String alias,
        WantedContact contact,
        String callId,
        long cseq,
        Flow flow,
        boolean reachable,
        @Nullable String userAgent,
        Instant since,
        Instant refreshedAt,
        long expiresNanos,
        long insideExpiresNanos,
        InsideIdentity inside) {
    Duration left() {
        return Duration.ofNanos(expiresNanos - System.nanoTime());
    }

    Duration insideLeft() {
        return Duration.ofNanos(insideExpiresNanos - System.nanoTime());
    }

    /** As refreshed by the device without the call server being asked; the contact may have other parameters now. */
    Binding refreshed(WantedContact now, long newCseq, Duration granted, Instant at) {
        return new Binding(
                id,
                token,
                alias,
                now,
                callId,
                newCseq,
                flow,
                true,
                userAgent,
                since,
                at,
                System.nanoTime() + granted.toNanos(),
                insideExpiresNanos,
                inside);
    }

    /** Its flow has failed. */
    Binding unreachable() {
        return new Binding(
                id,
                token,
                alias,
                contact,
                callId,
                cseq,
                flow,
                false,
                userAgent,
                since,
                refreshedAt,
                expiresNanos,
                insideExpiresNanos,
                inside);
    }

    RegistrationSnapshot snapshot(Clock clock) {
        Instant now = clock.instant();
        return new RegistrationSnapshot(
                id,
                SignallingProtocol.SIP,
                reachable ? RegistrationState.ACTIVE : RegistrationState.UNREACHABLE,
                alias,
                contact.uri().toString(),
                flow.remoteAddress(),
                flow.peer().transport().name(),
                flow.listener().name(),
                userAgent,
                since,
                refreshedAt,
                now.plus(left()),
                now.plus(insideLeft()));
    }
}
