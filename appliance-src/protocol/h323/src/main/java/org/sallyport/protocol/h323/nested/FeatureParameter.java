package org.sallyport.protocol.h323.nested;

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

/**
 * The parameters of the features, by their numbers; what kind of {@code Content} each has. Those of H.460.17 to .19 are as captured;
 * those of .9 and .15 as their modules say, those of .22 to .24 as the open implementations send them, that of .26 not verified.
 */
public enum FeatureParameter {
    /** Only a report at the end of the call is wanted; nothing. */
    QOS_MONITORING_FINAL_ONLY(Feature.QOS_MONITORING, 0),
    /** Raw {@code QosMonitoringReportData}. */
    QOS_MONITORING_REPORT_DATA(Feature.QOS_MONITORING, 1),
    /** Raw {@code SignallingChannelData}. */
    SIGNALLING_CHANNEL_DATA(Feature.SIGNALLING_CHANNEL_SUSPEND, 1),
    /** Raw {@code RasMessage}. */
    RAS_MESSAGE(Feature.RAS_TUNNEL, 1),
    /** Raw {@code IncomingCallIndication}, in ServiceControlIndication. */
    INCOMING_CALL_INDICATION(Feature.SIGNALLING_TRAVERSAL, 1),
    /** Raw {@code LRQKeepAliveData}, in LocationConfirm. */
    LRQ_KEEP_ALIVE_DATA(Feature.SIGNALLING_TRAVERSAL, 2),
    /** This end can send multiplexed media; nothing. */
    SUPPORT_TRANSMIT_MULTIPLEXED_MEDIA(Feature.MEDIA_TRAVERSAL, 1),
    /** This end is a server; nothing. */
    MEDIA_TRAVERSAL_SERVER(Feature.MEDIA_TRAVERSAL, 2),
    /** Compound of {@link #PRIORITY} as number8 and {@link #CONNECTION_ADDRESS} as transport. */
    TLS(Feature.SECURITY_NEGOTIATION, 1),
    /** As {@link #TLS}. */
    IPSEC(Feature.SECURITY_NEGOTIATION, 2),
    /** Bool: the endpoint can help against a remote NAT. */
    REMOTE_NAT_SUPPORT(Feature.NAT_DETECTION, 1),
    /** Bool: H.460.24 Annex A. */
    SAME_NAT_PROBING(Feature.NAT_DETECTION, 2),
    /** Bool: the endpoint is behind a NAT. */
    BEHIND_NAT(Feature.NAT_DETECTION, 3),
    /** Transport: the RAS address as the gatekeeper saw it. */
    DETECTED_RAS_ADDRESS(Feature.NAT_DETECTION, 4),
    /** Transport: the STUN server to ask. */
    STUN_ADDRESS(Feature.NAT_DETECTION, 5),
    /** Number8: the kind of NAT that STUN found. */
    NAT_TYPE(Feature.NAT_DETECTION, 6),
    /** Bool: H.460.24 Annex B. */
    PROXY_OFFLOAD(Feature.NAT_DETECTION, 7),
    /** Bool: the gatekeeper would relay. */
    CALL_PROXY(Feature.POINT_TO_POINT_MEDIA, 1),
    /** Bool: the other endpoint can help against a remote NAT. */
    CALL_REMOTE_NAT_SUPPORT(Feature.POINT_TO_POINT_MEDIA, 2),
    /** Bool: media must be relayed. */
    CALL_MUST_PROXY(Feature.POINT_TO_POINT_MEDIA, 3),
    /** Bool: the other endpoint is behind a NAT. */
    CALL_BEHIND_NAT(Feature.POINT_TO_POINT_MEDIA, 4),
    /** Number8: the kind of NAT of the other endpoint. */
    CALL_NAT_TYPE(Feature.POINT_TO_POINT_MEDIA, 5),
    /** Transport: where the other endpoint seems to be. */
    CALL_APPARENT_ADDRESS(Feature.POINT_TO_POINT_MEDIA, 6),
    /** Bool: Annex A. */
    CALL_SAME_NAT_PROBING(Feature.POINT_TO_POINT_MEDIA, 7),
    /** Number8: how media shall pass. */
    CALL_NAT_INSTRUCTION(Feature.POINT_TO_POINT_MEDIA, 8),
    /** Bool: Annex B. */
    CALL_PROXY_OFFLOAD(Feature.POINT_TO_POINT_MEDIA, 9),
    /** Raw {@code UDPFrame}. */
    MEDIA_FRAME(Feature.MEDIA_TUNNEL, 1);

    /** Within {@link #TLS} and {@link #IPSEC}: number8, the lowest is preferred. */
    public static final GenericIdentifier PRIORITY = Feature.standard(1);

    /** Within {@link #TLS} and {@link #IPSEC}: transport. */
    public static final GenericIdentifier CONNECTION_ADDRESS = Feature.standard(2);

    private final Feature feature;
    private final int number;

    FeatureParameter(Feature feature, int number) {
        this.feature = feature;
        this.number = number;
    }

    /** The parameter of this identifier in data of this feature, if we know it. */
    public static Optional<FeatureParameter> of(GenericIdentifier feature, GenericIdentifier parameter) {
        for (FeatureParameter known : values()) {
            if (known.feature.is(feature) && known.is(parameter)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** Of which feature. */
    public Feature feature() {
        return feature;
    }

    /** Its identifier. */
    public GenericIdentifier identifier() {
        return Feature.standard(number);
    }

    private boolean is(GenericIdentifier identifier) {
        return identifier instanceof GenericIdentifier.Standard(long standard) && standard == number;
    }

    /** This parameter in the data of a feature; empty when it is not there or the data are of another feature. */
    public Optional<EnumeratedParameter> in(GenericData data) {
        var parameters = data.parameters();
        return parameters == null || !feature.is(data.id())
                ? Optional.empty()
                : parameters.stream().filter(one -> is(one.id())).findFirst();
    }

    /** The raw octets of this parameter in the data of a feature. */
    public Optional<Octets> rawIn(GenericData data) {
        return in(data).flatMap(one ->
                one.content() instanceof Content.Raw(Octets octets) ? Optional.of(octets) : Optional.empty());
    }

    /** Of what type its raw octets are an encoding; null when its content is of another kind. */
    public @Nullable PerType<?> rawType() {
        return switch (this) {
            case QOS_MONITORING_REPORT_DATA -> QosMonitoringReportData.TYPE;
            case SIGNALLING_CHANNEL_DATA -> SignallingChannelData.TYPE;
            case RAS_MESSAGE -> RasMessage.TYPE;
            case INCOMING_CALL_INDICATION -> IncomingCallIndication.TYPE;
            case LRQ_KEEP_ALIVE_DATA -> LRQKeepAliveData.TYPE;
            case MEDIA_FRAME -> UDPFrame.TYPE;
            default -> null;
        };
    }
}
