package org.sallyport.protocol.h323.q931;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.protocol.h323.h225.ReleaseCompleteReason;
import org.sallyport.protocol.h323.h225.ReleaseCompleteReason.Bare;
import org.sallyport.protocol.h323.octets.Hex;

class ReleaseCausesTest {
    /** H.225.0 table 5. */
    @ParameterizedTest
    @CsvSource({
        "noBandwidth, 34",
        "gatekeeperResources, 47",
        "unreachableDestination, 3",
        "destinationRejection, 16",
        "invalidRevision, 88",
        "noPermission, 127",
        "unreachableGatekeeper, 38",
        "gatewayResources, 42",
        "badFormatAddress, 28",
        "adaptiveBusy, 41",
        "inConf, 17",
        "undefinedReason, 31",
        "facilityCallDeflection, 16",
        "securityDenied, 31",
        "calledPartyNotRegistered, 20",
        "callerNotRegistered, 31",
        "newConnectionNeeded, 47",
        "genericDataReason, 31",
        "neededFeatureNotSupported, 31",
        "tunnelledSignallingRejected, 127"
    })
    void givesEachReasonItsCause(Bare reason, int cause) {
        assertThat(ReleaseCauses.causeOf(reason).code()).isEqualTo(cause);
    }

    @Test
    void givesReasonsWithMembersAndUnknownOnesACause() {
        ReleaseCompleteReason unknown = new ReleaseCompleteReason.Unknown(40, Hex.octets("00"));
        assertThat(ReleaseCauses.causeOf(unknown)).isEqualTo(CauseValue.NORMAL_UNSPECIFIED);
    }

    /** Of a reason that was made of a cause comes the same cause. */
    @ParameterizedTest
    @EnumSource(Bare.class)
    void losesNothingOnTheWayBack(Bare reason) {
        CauseValue cause = ReleaseCauses.causeOf(reason);
        assertThat(ReleaseCauses.causeOf(ReleaseCauses.reasonOf(cause))).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({"USER_BUSY, inConf", "CALL_REJECTED, destinationRejection", "NO_ANSWER_FROM_USER, undefinedReason"})
    void findsTheReasonThatSaysMost(CauseValue cause, Bare reason) {
        assertThat(ReleaseCauses.reasonOf(cause)).isEqualTo(reason);
    }
}
