package org.sallyport.protocol.h323.tshark;

import java.util.Map;
import java.util.Set;
import org.sallyport.protocol.h323.h225.H323UserInformation;
import org.sallyport.protocol.h323.h225.RasMessage;
import org.sallyport.protocol.h323.h245.MultimediaSystemControlMessage;
import org.sallyport.protocol.h323.h245.OpenLogicalChannel;
import org.sallyport.protocol.h323.h450.H4501SupplementaryService;
import org.sallyport.protocol.h323.h460.IncomingCallIndication;
import org.sallyport.protocol.h323.h460.LRQKeepAliveData;
import org.sallyport.protocol.h323.h460.TraversalParameters;
import org.sallyport.protocol.h323.per.PerType;

/** What Wireshark finds in datagrams, user-user elements and octet strings, by its own names. */
final class Contents {
    static final String RAS = "H.225.0 RAS";
    static final String CALL_SIGNALLING = "H.225.0 CS";
    static final String CONTROL = "H.245";

    /** Those that are a protocol, with one part that is the message. */
    static final Set<String> PROTOCOLS = Set.of(RAS, CALL_SIGNALLING, CONTROL);

    static final Map<String, PerType<?>> NAMED = Map.of(
            RAS,
            RasMessage.TYPE,
            CALL_SIGNALLING,
            H323UserInformation.TYPE,
            CONTROL,
            MultimediaSystemControlMessage.TYPE,
            "OpenLogicalChannel",
            OpenLogicalChannel.TYPE,
            "H4501SupplementaryService",
            H4501SupplementaryService.TYPE,
            "TraversalParameters",
            TraversalParameters.TYPE,
            "IncomingCallIndication",
            IncomingCallIndication.TYPE,
            "LRQKeepAliveData",
            LRQKeepAliveData.TYPE);

    private Contents() {}
}
