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
import org.sallyport.protocol.h323.h501.Message;
import org.sallyport.protocol.h323.per.PerType;

/** What Wireshark finds in datagrams, user-user elements and octet strings, by its own names. */
final class Contents {
    static final String RAS = "H.225.0 RAS";
    static final String CALL_SIGNALLING = "H.225.0 CS";
    static final String CONTROL = "H.245";
    static final String PEER = "H.501 Mobility";

    /** Those that are a protocol, with one part that is the message. */
    static final Set<String> PROTOCOLS = Set.of(RAS, CALL_SIGNALLING, CONTROL, PEER);

    static final Map<String, PerType<?>> NAMED = Map.ofEntries(
            Map.entry(RAS, RasMessage.TYPE),
            Map.entry(CALL_SIGNALLING, H323UserInformation.TYPE),
            Map.entry(CONTROL, MultimediaSystemControlMessage.TYPE),
            Map.entry("OpenLogicalChannel", OpenLogicalChannel.TYPE),
            Map.entry("H4501SupplementaryService", H4501SupplementaryService.TYPE),
            Map.entry("TraversalParameters", TraversalParameters.TYPE),
            Map.entry("IncomingCallIndication", IncomingCallIndication.TYPE),
            Map.entry("LRQKeepAliveData", LRQKeepAliveData.TYPE),
            Map.entry(PEER, Message.TYPE));

    private Contents() {}
}
