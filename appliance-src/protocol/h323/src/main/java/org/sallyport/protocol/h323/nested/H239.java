package org.sallyport.protocol.h323.nested;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.h245.CapabilityIdentifier;
import org.sallyport.protocol.h323.h245.GenericCapability;
import org.sallyport.protocol.h323.h245.GenericMessage;
import org.sallyport.protocol.h323.h245.ParameterValue;
import org.sallyport.protocol.h323.per.ObjectIdentifier;

/**
 * H.239, additional media channels: the generic messages by which a presentation is granted, and the capabilities.
 *
 * @param message which of them
 * @param channelId the logical channel that it is about, if it says so
 * @param terminalLabel the terminal within a conference, if it says so
 * @param symmetryBreaking the number that decides between two requests at once, if it says so
 * @param bitRate in units of 100 bit/s, if it says so
 * @param acknowledged true and false in an answer, null in any other message
 */
public record H239(
        Message message,
        OptionalLong channelId,
        OptionalLong terminalLabel,
        OptionalLong symmetryBreaking,
        OptionalLong bitRate,
        @Nullable Boolean acknowledged) {

    /** The capability to control it (section 10.3). */
    public static final ObjectIdentifier CONTROL_CAPABILITY = ObjectIdentifier.of("0.0.8.239.1.1");

    /** The capability for a video channel with a role (section 10.4). */
    public static final ObjectIdentifier EXTENDED_VIDEO_CAPABILITY = ObjectIdentifier.of("0.0.8.239.1.2");

    /** All messages (section 11). */
    public static final ObjectIdentifier MESSAGES = ObjectIdentifier.of("0.0.8.239.2");

    private static final int BIT_RATE = 41;
    private static final int CHANNEL_ID = 42;
    private static final int SYMMETRY_BREAKING = 43;
    private static final int TERMINAL_LABEL = 44;
    private static final int ACKNOWLEDGE = 126;
    private static final int REJECT = 127;

    /** The sub-messages, in the order of their numbers from 1. */
    public enum Message {
        FLOW_CONTROL_RELEASE_REQUEST,
        FLOW_CONTROL_RELEASE_RESPONSE,
        PRESENTATION_TOKEN_REQUEST,
        PRESENTATION_TOKEN_RESPONSE,
        PRESENTATION_TOKEN_RELEASE,
        PRESENTATION_TOKEN_INDICATE_OWNER
    }

    /** What a generic message says; empty when it is none of H.239's. */
    public static Optional<H239> of(GenericMessage message) {
        Integer number = message.subMessageIdentifier();
        boolean ours = number != null && number >= 1 && number <= Message.values().length;
        if (number == null || !ours || !GenericMessages.is(message, MESSAGES)) {
            return Optional.empty();
        }
        boolean acknowledged = GenericMessages.parameter(message, ACKNOWLEDGE).isPresent();
        boolean rejected = GenericMessages.parameter(message, REJECT).isPresent();
        return Optional.of(new H239(
                Message.values()[number - 1],
                number(message, CHANNEL_ID),
                number(message, TERMINAL_LABEL),
                number(message, SYMMETRY_BREAKING),
                number(message, BIT_RATE),
                (acknowledged || rejected) ? Boolean.valueOf(acknowledged) : null));
    }

    /** Whether a generic capability is that of this identifier. */
    public static boolean is(GenericCapability capability, ObjectIdentifier identifier) {
        return capability.capabilityIdentifier() instanceof CapabilityIdentifier.Standard(ObjectIdentifier standard)
                && standard.equals(identifier);
    }

    private static OptionalLong number(GenericMessage message, int parameter) {
        return GenericMessages.parameter(message, parameter).map(H239::number).orElse(OptionalLong.empty());
    }

    private static OptionalLong number(ParameterValue value) {
        return switch (value) {
            case ParameterValue.UnsignedMin(int number) -> OptionalLong.of(number);
            case ParameterValue.UnsignedMax(int number) -> OptionalLong.of(number);
            case ParameterValue.Unsigned32Min(long number) -> OptionalLong.of(number);
            case ParameterValue.Unsigned32Max(long number) -> OptionalLong.of(number);
            case ParameterValue.BooleanArray(int number) -> OptionalLong.of(number);
            case ParameterValue.Bare _,
                    ParameterValue.OctetString _,
                    ParameterValue.GenericParameter _,
                    ParameterValue.Unknown _ -> OptionalLong.empty();
        };
    }
}
