package org.sallyport.protocol.h323.nested;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.h225.GenericData;
import org.sallyport.protocol.h323.h225.GenericIdentifier;

/** The features of the H.460 series that the proxy knows (H.460.1: each is identified by the number of its Recommendation). */
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

    private final int number;

    Feature(int number) {
        this.number = number;
    }

    /** The identifier in FeatureDescriptor and GenericData. */
    public GenericIdentifier identifier() {
        return standard(number);
    }

    static GenericIdentifier standard(int number) {
        return new GenericIdentifier.Standard(number);
    }

    /** Whether this is the feature's identifier. */
    public boolean is(GenericIdentifier identifier) {
        return identifier instanceof GenericIdentifier.Standard(long standard) && standard == number;
    }

    /** The data of this feature among those of a message. */
    public Optional<GenericData> among(@Nullable List<GenericData> data) {
        return data == null
                ? Optional.empty()
                : data.stream().filter(one -> is(one.id())).findFirst();
    }
}
