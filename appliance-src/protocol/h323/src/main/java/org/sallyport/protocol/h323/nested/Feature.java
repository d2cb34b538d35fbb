package org.sallyport.protocol.h323.nested;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.h225.Content;
import org.sallyport.protocol.h323.h225.EnumeratedParameter;
import org.sallyport.protocol.h323.h225.GenericData;
import org.sallyport.protocol.h323.h225.GenericIdentifier;
import org.sallyport.protocol.h323.h225.RasMessage;
import org.sallyport.protocol.h323.h460.IncomingCallIndication;
import org.sallyport.protocol.h323.h460.LRQKeepAliveData;
import org.sallyport.protocol.h323.h460.QosMonitoringReportData;
import org.sallyport.protocol.h323.h460.SignallingChannelData;
import org.sallyport.protocol.h323.h460.UDPFrame;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.PerType;

/** The features of the H.460 series that the proxy knows, with the parameters whose raw octets are encoded of themselves. */
public enum Feature {
    /** H.460.9: quality of service reports. */
    QOS_MONITORING(9),
    /** H.460.15: signalling channel suspend and redirect. */
    SIGNALLING_CHANNEL_SUSPEND(15),
    /** H.460.17: RAS within call signalling. */
    RAS_TUNNEL(17),
    /** H.460.18: signalling through firewalls. */
    SIGNALLING_TRAVERSAL(18),
    /** H.460.19: media through firewalls. */
    MEDIA_TRAVERSAL(19),
    /** H.460.22: which protocol secures signalling. */
    SECURITY_NEGOTIATION(22),
    /** H.460.23: what kind of NAT there is. */
    NAT_DETECTION(23),
    /** H.460.24: media straight between NATs. */
    POINT_TO_POINT_MEDIA(24),
    /** H.460.26: media within call signalling. */
    MEDIA_TUNNEL(26);

    /** H.460.17: the RAS message. */
    public static final int RAS_MESSAGE = 1;

    /** H.460.18: {@code IncomingCallIndication}, in ServiceControlIndication. */
    public static final int INCOMING_CALL_INDICATION = 1;

    /** H.460.18: {@code LRQKeepAliveData}, in LocationConfirm. */
    public static final int LRQ_KEEP_ALIVE = 2;

    /** H.460.19: this end can send multiplexed media; has no content. */
    public static final int SUPPORT_TRANSMIT_MULTIPLEXED_MEDIA = 1;

    /** H.460.19: this end is a server; has no content. */
    public static final int MEDIA_TRAVERSAL_SERVER = 2;

    private final int number;

    Feature(int number) {
        this.number = number;
    }

    /** That of H.460.{@code number}. */
    public int number() {
        return number;
    }

    /** The identifier in FeatureDescriptor and GenericData. */
    public GenericIdentifier identifier() {
        return standard(number);
    }

    /** An identifier that is a number of the standard. */
    public static GenericIdentifier standard(int number) {
        return new GenericIdentifier.Standard(number);
    }

    /** Whether generic data is of this feature. */
    public boolean is(GenericIdentifier identifier) {
        return identifier instanceof GenericIdentifier.Standard(long standard) && standard == number;
    }

    /** The feature of this identifier, if we know it. */
    public static Optional<Feature> of(GenericIdentifier identifier) {
        for (Feature feature : values()) {
            if (feature.is(identifier)) {
                return Optional.of(feature);
            }
        }
        return Optional.empty();
    }

    /** The data of this feature among those of a message. */
    public Optional<GenericData> among(@Nullable List<GenericData> data) {
        return data == null
                ? Optional.empty()
                : data.stream().filter(one -> is(one.id())).findFirst();
    }

    /** The parameter of this number, if it is there. */
    public static Optional<EnumeratedParameter> parameter(GenericData data, int number) {
        List<EnumeratedParameter> parameters = data.parameters();
        return parameters == null
                ? Optional.empty()
                : parameters.stream()
                        .filter(one ->
                                one.id() instanceof GenericIdentifier.Standard(long standard) && standard == number)
                        .findFirst();
    }

    /** The raw octets of the parameter of this number, if they are there. */
    public static Optional<Octets> raw(GenericData data, int number) {
        return parameter(data, number)
                .flatMap(one ->
                        one.content() instanceof Content.Raw(Octets octets) ? Optional.of(octets) : Optional.empty());
    }

    /** Of what type the raw octets of this parameter are an encoding; null when they are just octets to us. */
    public @Nullable PerType<?> contentType(GenericIdentifier parameter) {
        long number = parameter instanceof GenericIdentifier.Standard(long standard) ? standard : -1;
        return switch (this) {
            case RAS_TUNNEL -> number == RAS_MESSAGE ? RasMessage.TYPE : null;
            case SIGNALLING_TRAVERSAL ->
                number == INCOMING_CALL_INDICATION
                        ? IncomingCallIndication.TYPE
                        : number == LRQ_KEEP_ALIVE ? LRQKeepAliveData.TYPE : null;
            case QOS_MONITORING -> number == 1 ? QosMonitoringReportData.TYPE : null;
            case SIGNALLING_CHANNEL_SUSPEND -> number == 1 ? SignallingChannelData.TYPE : null;
            case MEDIA_TUNNEL -> number == 1 ? UDPFrame.TYPE : null;
            case MEDIA_TRAVERSAL, SECURITY_NEGOTIATION, NAT_DETECTION, POINT_TO_POINT_MEDIA -> null;
        };
    }
}
