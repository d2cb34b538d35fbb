package org.sallyport.protocol.h323.q931;

import java.util.Optional;

/** The causes of Q.850 table 1 that call signalling meets. */
public enum CauseValue {
    UNALLOCATED_NUMBER(1, "unallocated number"),
    NO_ROUTE_TO_SPECIFIED_TRANSIT_NETWORK(2, "no route to specified transit network"),
    NO_ROUTE_TO_DESTINATION(3, "no route to destination"),
    CHANNEL_UNACCEPTABLE(6, "channel unacceptable"),
    CALL_AWARDED(7, "call awarded and being delivered in an established channel"),
    NORMAL_CALL_CLEARING(16, "normal call clearing"),
    USER_BUSY(17, "user busy"),
    NO_USER_RESPONDING(18, "no user responding"),
    NO_ANSWER_FROM_USER(19, "no answer from user"),
    SUBSCRIBER_ABSENT(20, "subscriber absent"),
    CALL_REJECTED(21, "call rejected"),
    NUMBER_CHANGED(22, "number changed"),
    NON_SELECTED_USER_CLEARING(26, "non-selected user clearing"),
    DESTINATION_OUT_OF_ORDER(27, "destination out of order"),
    INVALID_NUMBER_FORMAT(28, "invalid number format"),
    FACILITY_REJECTED(29, "facility rejected"),
    RESPONSE_TO_STATUS_ENQUIRY(30, "response to STATUS ENQUIRY"),
    NORMAL_UNSPECIFIED(31, "normal, unspecified"),
    NO_CIRCUIT_OR_CHANNEL_AVAILABLE(34, "no circuit or channel available"),
    NETWORK_OUT_OF_ORDER(38, "network out of order"),
    TEMPORARY_FAILURE(41, "temporary failure"),
    SWITCHING_EQUIPMENT_CONGESTION(42, "switching equipment congestion"),
    ACCESS_INFORMATION_DISCARDED(43, "access information discarded"),
    REQUESTED_CIRCUIT_OR_CHANNEL_NOT_AVAILABLE(44, "requested circuit or channel not available"),
    RESOURCE_UNAVAILABLE_UNSPECIFIED(47, "resource unavailable, unspecified"),
    QUALITY_OF_SERVICE_NOT_AVAILABLE(49, "quality of service not available"),
    REQUESTED_FACILITY_NOT_SUBSCRIBED(50, "requested facility not subscribed"),
    BEARER_CAPABILITY_NOT_AUTHORIZED(57, "bearer capability not authorized"),
    BEARER_CAPABILITY_NOT_PRESENTLY_AVAILABLE(58, "bearer capability not presently available"),
    SERVICE_OR_OPTION_NOT_AVAILABLE_UNSPECIFIED(63, "service or option not available, unspecified"),
    BEARER_CAPABILITY_NOT_IMPLEMENTED(65, "bearer capability not implemented"),
    REQUESTED_FACILITY_NOT_IMPLEMENTED(69, "requested facility not implemented"),
    SERVICE_OR_OPTION_NOT_IMPLEMENTED_UNSPECIFIED(79, "service or option not implemented, unspecified"),
    INVALID_CALL_REFERENCE_VALUE(81, "invalid call reference value"),
    INCOMPATIBLE_DESTINATION(88, "incompatible destination"),
    INVALID_MESSAGE_UNSPECIFIED(95, "invalid message, unspecified"),
    MANDATORY_INFORMATION_ELEMENT_IS_MISSING(96, "mandatory information element is missing"),
    MESSAGE_TYPE_NON_EXISTENT_OR_NOT_IMPLEMENTED(97, "message type non-existent or not implemented"),
    MESSAGE_TYPE_NOT_COMPATIBLE_WITH_STATE(98, "message not compatible with call state, or message type non-existent"),
    INFORMATION_ELEMENT_NON_EXISTENT_OR_NOT_IMPLEMENTED(99, "information element non-existent or not implemented"),
    INVALID_INFORMATION_ELEMENT_CONTENTS(100, "invalid information element contents"),
    MESSAGE_NOT_COMPATIBLE_WITH_CALL_STATE(101, "message not compatible with call state"),
    RECOVERY_ON_TIMER_EXPIRY(102, "recovery on timer expiry"),
    PROTOCOL_ERROR_UNSPECIFIED(111, "protocol error, unspecified"),
    INTERWORKING_UNSPECIFIED(127, "interworking, unspecified");

    private final int code;
    private final String words;

    CauseValue(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /** Its number, 1 to 127. */
    public int code() {
        return code;
    }

    /** What Q.850 calls it. */
    public String words() {
        return words;
    }

    /** The cause of a number, if it is one of these. */
    public static Optional<CauseValue> of(int code) {
        for (CauseValue value : values()) {
            if (value.code == code) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
