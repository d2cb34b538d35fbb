package org.sallyport.protocol.h323.q931;

import org.sallyport.protocol.h323.h225.ReleaseCompleteReason;
import org.sallyport.protocol.h323.h225.ReleaseCompleteReason.Bare;

/**
 * The two ways of ReleaseComplete to say why a call ends, made into each other (H.225.0 table 5). A message of H.323 may have
 * one, the other or both; many senders have the cause alone.
 */
public final class ReleaseCauses {
    private ReleaseCauses() {}

    /** The cause for a reason of H.225.0. Reasons that are younger than the table are {@link CauseValue#NORMAL_UNSPECIFIED}. */
    public static CauseValue causeOf(ReleaseCompleteReason reason) {
        return switch (reason) {
            case Bare bare -> causeOf(bare);
            case ReleaseCompleteReason.NonStandardReason nonStandard -> CauseValue.INTERWORKING_UNSPECIFIED;
            case ReleaseCompleteReason.ReplaceWithConferenceInvite invite -> CauseValue.NORMAL_UNSPECIFIED;
            case ReleaseCompleteReason.SecurityError error -> CauseValue.NORMAL_UNSPECIFIED;
            case ReleaseCompleteReason.Unknown unknown -> CauseValue.NORMAL_UNSPECIFIED;
        };
    }

    private static CauseValue causeOf(Bare reason) {
        return switch (reason) {
            case noBandwidth -> CauseValue.NO_CIRCUIT_OR_CHANNEL_AVAILABLE;
            case gatekeeperResources, newConnectionNeeded -> CauseValue.RESOURCE_UNAVAILABLE_UNSPECIFIED;
            case unreachableDestination -> CauseValue.NO_ROUTE_TO_DESTINATION;
            case destinationRejection, facilityCallDeflection -> CauseValue.NORMAL_CALL_CLEARING;
            case invalidRevision -> CauseValue.INCOMPATIBLE_DESTINATION;
            case noPermission, tunnelledSignallingRejected -> CauseValue.INTERWORKING_UNSPECIFIED;
            case unreachableGatekeeper -> CauseValue.NETWORK_OUT_OF_ORDER;
            case gatewayResources -> CauseValue.SWITCHING_EQUIPMENT_CONGESTION;
            case badFormatAddress -> CauseValue.INVALID_NUMBER_FORMAT;
            case adaptiveBusy -> CauseValue.TEMPORARY_FAILURE;
            case inConf -> CauseValue.USER_BUSY;
            case calledPartyNotRegistered -> CauseValue.SUBSCRIBER_ABSENT;
            case undefinedReason,
                    securityDenied,
                    callerNotRegistered,
                    genericDataReason,
                    neededFeatureNotSupported,
                    invalidCID,
                    hopCountExceeded -> CauseValue.NORMAL_UNSPECIFIED;
        };
    }

    /** The reason of H.225.0 that says most of a cause; {@link Bare#undefinedReason} where none does. */
    public static ReleaseCompleteReason reasonOf(CauseValue cause) {
        return switch (cause) {
            case NO_CIRCUIT_OR_CHANNEL_AVAILABLE -> Bare.noBandwidth;
            case RESOURCE_UNAVAILABLE_UNSPECIFIED -> Bare.gatekeeperResources;
            case NO_ROUTE_TO_DESTINATION -> Bare.unreachableDestination;
            case NORMAL_CALL_CLEARING, CALL_REJECTED -> Bare.destinationRejection;
            case INCOMPATIBLE_DESTINATION -> Bare.invalidRevision;
            case INTERWORKING_UNSPECIFIED -> Bare.noPermission;
            case NETWORK_OUT_OF_ORDER -> Bare.unreachableGatekeeper;
            case SWITCHING_EQUIPMENT_CONGESTION -> Bare.gatewayResources;
            case INVALID_NUMBER_FORMAT -> Bare.badFormatAddress;
            case TEMPORARY_FAILURE -> Bare.adaptiveBusy;
            case USER_BUSY -> Bare.inConf;
            case SUBSCRIBER_ABSENT -> Bare.calledPartyNotRegistered;
            default -> Bare.undefinedReason;
        };
    }
}
