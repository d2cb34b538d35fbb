package org.sallyport.benchmarks.h323;

import java.util.List;
import org.sallyport.protocol.h323.h245.CapabilityIdentifier;
import org.sallyport.protocol.h323.h245.DataType;
import org.sallyport.protocol.h323.h245.GenericCapability;
import org.sallyport.protocol.h323.h245.GenericParameter;
import org.sallyport.protocol.h323.h245.H2250LogicalChannelParameters;
import org.sallyport.protocol.h323.h245.MultimediaSystemControlMessage;
import org.sallyport.protocol.h323.h245.OpenLogicalChannel;
import org.sallyport.protocol.h323.h245.OpenLogicalChannel.ForwardLogicalChannelParameters;
import org.sallyport.protocol.h323.h245.ParameterIdentifier;
import org.sallyport.protocol.h323.h245.ParameterValue;
import org.sallyport.protocol.h323.h245.RequestMessage;
import org.sallyport.protocol.h323.h245.TransportAddress;
import org.sallyport.protocol.h323.h245.UnicastAddress;
import org.sallyport.protocol.h323.h245.VideoCapability;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.Additions;
import org.sallyport.protocol.h323.per.ObjectIdentifier;

/** An OpenLogicalChannel for video at 1080p, as room systems send it: capability and parameters of H.241 section 8.3. */
final class H264Channel {
    private static final ObjectIdentifier H264 = ObjectIdentifier.of("0.0.8.241.0.0.1");
    private static final int PROFILE = 41;
    private static final int HIGH_PROFILE = 8;
    private static final int LEVEL = 42;
    private static final int LEVEL_4 = 85;
    private static final int CUSTOM_MAX_MBPS = 3;
    private static final int CUSTOM_MAX_FS = 4;
    private static final int MAX_STATIC_MBPS = 7;
    private static final byte[] NETWORK = {(byte) 192, 0, 2, 1};

    private H264Channel() {}

    static MultimediaSystemControlMessage message() {
        ForwardLogicalChannelParameters forward = ForwardLogicalChannelParameters.builder()
                .dataType(new DataType.VideoData(new VideoCapability.GenericVideoCapability(capability())))
                .multiplexParameters(
                        new ForwardLogicalChannelParameters.MultiplexParameters.H2250LogicalChannelParameters(
                                transport()))
                .build();
        OpenLogicalChannel channel = OpenLogicalChannel.builder()
                .forwardLogicalChannelNumber(102)
                .forwardLogicalChannelParameters(forward)
                .build();
        return new MultimediaSystemControlMessage.Request(new RequestMessage.OpenLogicalChannel(channel));
    }

    private static GenericCapability capability() {
        return GenericCapability.builder()
                .capabilityIdentifier(new CapabilityIdentifier.Standard(H264))
                .maxBitRate(40_960L)
                .collapsing(List.of(
                        parameter(PROFILE, new ParameterValue.BooleanArray(HIGH_PROFILE)),
                        parameter(LEVEL, new ParameterValue.UnsignedMin(LEVEL_4)),
                        parameter(CUSTOM_MAX_MBPS, new ParameterValue.UnsignedMin(490)),
                        parameter(CUSTOM_MAX_FS, new ParameterValue.UnsignedMin(32)),
                        parameter(MAX_STATIC_MBPS, new ParameterValue.UnsignedMin(490))))
                .build();
    }

    private static GenericParameter parameter(int identifier, ParameterValue value) {
        return GenericParameter.builder()
                .parameterIdentifier(new ParameterIdentifier.Standard(identifier))
                .parameterValue(value)
                .build();
    }

    private static H2250LogicalChannelParameters transport() {
        return H2250LogicalChannelParameters.builder()
                .sessionID(2)
                .mediaChannel(address(5004))
                .mediaControlChannel(address(5005))
                .dynamicRTPPayloadType(97)
                .build();
    }

    private static TransportAddress address(int port) {
        return new TransportAddress.UnicastAddress(
                new UnicastAddress.IPAddress(Octets.of(NETWORK), port, Additions.NONE));
    }
}
