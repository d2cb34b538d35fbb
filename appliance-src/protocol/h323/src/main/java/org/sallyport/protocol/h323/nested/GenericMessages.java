package org.sallyport.protocol.h323.nested;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.h245.CapabilityIdentifier;
import org.sallyport.protocol.h323.h245.GenericMessage;
import org.sallyport.protocol.h323.h245.GenericParameter;
import org.sallyport.protocol.h323.h245.ParameterIdentifier;
import org.sallyport.protocol.h323.h245.ParameterValue;
import org.sallyport.protocol.h323.h245.TransportAddress;
import org.sallyport.protocol.h323.h460.AlternateAddresses;
import org.sallyport.protocol.h323.h460.TraversalParameters;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.ObjectIdentifier;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerType;

/** Generic messages and generic information of H.245, by the identifiers of the Recommendations that fill them. */
public final class GenericMessages {
    /** H.460.18: which call an H.245 connection belongs to (genericIndication, sub-message 1). */
    public static final ObjectIdentifier SIGNALLING_TRAVERSAL = ObjectIdentifier.of("0.0.8.460.18.0.1");

    /** H.460.19: TraversalParameters of a logical channel (genericInformation, sub-message 1, parameter 1). */
    public static final ObjectIdentifier MEDIA_TRAVERSAL = ObjectIdentifier.of("0.0.8.460.19.0.1");

    /** H.460.24 Annex A: the addresses at which a channel can be probed. */
    public static final ObjectIdentifier SAME_NAT_PROBING = ObjectIdentifier.of("0.0.8.460.24.1");

    /** H.460.24 Annex B: the addresses to use past a proxy. */
    public static final ObjectIdentifier PROXY_OFFLOAD = ObjectIdentifier.of("0.0.8.460.24.2");

    private GenericMessages() {}

    /** Whether a message is of this identifier. */
    public static boolean is(GenericMessage message, ObjectIdentifier identifier) {
        return message.messageIdentifier() instanceof CapabilityIdentifier.Standard(ObjectIdentifier standard)
                && standard.equals(identifier);
    }

    /** The message of this identifier among the generic information of a channel. */
    public static Optional<GenericMessage> among(
            @Nullable List<GenericMessage> information, ObjectIdentifier identifier) {
        return information == null
                ? Optional.empty()
                : information.stream().filter(one -> is(one, identifier)).findFirst();
    }

    /** The value of the parameter of this number, if it is there. */
    public static Optional<ParameterValue> parameter(GenericMessage message, int number) {
        List<GenericParameter> parameters = message.messageContent();
        return parameters == null
                ? Optional.empty()
                : parameters.stream()
                        .filter(one -> number(one) == number)
                        .map(GenericParameter::parameterValue)
                        .findFirst();
    }

    /** The TraversalParameters of a channel (H.460.19); empty when there are none or they cannot be read. */
    public static Optional<TraversalParameters> traversalParameters(@Nullable List<GenericMessage> information) {
        return among(information, MEDIA_TRAVERSAL)
                .flatMap(message -> parameter(message, 1))
                .flatMap(value -> value instanceof ParameterValue.OctetString(Octets octets)
                                && TraversalParameters.TYPE.decode(octets)
                                        instanceof PerResult.Decoded<TraversalParameters> read
                        ? Optional.of(read.value())
                        : Optional.empty());
    }

    /**
     * Of what type the octets of this parameter are an encoding; null when they are just octets to us. For the annexes of
     * H.460.24 this is what the open implementations send; not verified against other ones.
     */
    public static @Nullable PerType<?> contentType(GenericMessage message, GenericParameter parameter) {
        if (is(message, MEDIA_TRAVERSAL)) {
            return number(parameter) == 1 ? TraversalParameters.TYPE : null;
        }
        if (is(message, SAME_NAT_PROBING)) {
            return number(parameter) == 1 || number(parameter) == 2 ? TransportAddress.TYPE : null;
        }
        return is(message, PROXY_OFFLOAD) ? AlternateAddresses.TYPE : null;
    }

    private static int number(GenericParameter parameter) {
        return parameter.parameterIdentifier() instanceof ParameterIdentifier.Standard(int standard) ? standard : -1;
    }
}
