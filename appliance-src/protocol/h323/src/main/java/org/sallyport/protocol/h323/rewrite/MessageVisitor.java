package org.sallyport.protocol.h323.rewrite;

import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.h225.CallReferenceValue;
import org.sallyport.protocol.h323.h225.CryptoH323Token;
import org.sallyport.protocol.h323.h225.EndpointIdentifier;
import org.sallyport.protocol.h323.h225.GatekeeperIdentifier;
import org.sallyport.protocol.h323.h225.RequestSeqNum;
import org.sallyport.protocol.h323.h235.ClearToken;
import org.sallyport.protocol.h323.h235.CryptoToken;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;

/**
 * Is shown what must not pass a proxy unread, and says what stands in its place. Null leaves it out: the element of the list, the
 * optional member, else what holds it.
 */
public interface MessageVisitor {
    /** Each IPv4 and IPv6 transport address; the hops of a source route come with port 0. */
    @Nullable
    IpTransportAddress address(IpTransportAddress address);

    /** Each transport address that is not IP: IPX, NetBIOS, NSAP, one of a manufacturer or of a newer version. */
    default <T extends PerValue> @Nullable T otherAddress(T address) {
        return address;
    }

    /** What the gatekeeper calls the endpoint. */
    default @Nullable EndpointIdentifier endpointIdentifier(EndpointIdentifier identifier) {
        return identifier;
    }

    /** What the gatekeeper calls itself. */
    default @Nullable GatekeeperIdentifier gatekeeperIdentifier(GatekeeperIdentifier identifier) {
        return identifier;
    }

    /** What a RAS answer is found by. */
    default RequestSeqNum requestSeqNum(RequestSeqNum number) {
        return number;
    }

    /** What the call is called on this signalling leg. */
    default CallReferenceValue callReferenceValue(CallReferenceValue value) {
        return value;
    }

    /** H.235 tokens; those that sign what was altered no longer hold. */
    default @Nullable ClearToken clearToken(ClearToken token) {
        return token;
    }

    /** See {@link #clearToken}. */
    default @Nullable CryptoToken cryptoToken(CryptoToken token) {
        return token;
    }

    /** See {@link #clearToken}. */
    default @Nullable CryptoH323Token cryptoToken(CryptoH323Token token) {
        return token;
    }

    /** Octets that should be an encoding of this type and are not, so that what is in them could not be shown. */
    default Octets unreadable(Octets octets, PerType<?> type, PerResult.Malformed<?> why) {
        return octets;
    }
}
