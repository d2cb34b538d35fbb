package org.sallyport.service.sip.media;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.StreamSnapshot;
import org.sallyport.media.PortsExhaustedException;

/**
 * The media of one call. Every offer and answer passes {@link #relay}; the streams behind it open, move and close as the
 * m-lines do. Used by the call's own thread; the views may be read from any thread.
 */
public interface CallMedia extends AutoCloseable {
    /** Which half of an exchange a description is (RFC 3264). */
    enum Role {
        OFFER,
        /**
         * The answer in an unreliable provisional response: it opens the way for early media, and another answer of this
         * or another fork follows it.
         */
        EARLY_ANSWER,
        /** The answer that ends the exchange; the same one again is harmless. */
        ANSWER
    }

    /**
     * Rewrites a description received from one side for the other: addresses, ports and what would leak change, all else
     * is carried through.
     *
     * <p>May block while a host that the description names is looked for.
     *
     * @param from side of the party that sent it
     * @param source host that the message came from, where a party behind a NAT sends media from too
     * @throws PortsExhaustedException when a new m-line finds no port; nothing was changed
     * @throws UnusableDescriptionException when it is no SDP, does not fit the exchange or
     *     names a host that is not found; nothing was changed
     */
    byte[] relay(Side from, InetAddress source, Role role, byte[] description)
            throws PortsExhaustedException, UnusableDescriptionException;

    /**
     * An offer is about to be sent to a host: media that come from there before the answer does, which packets overtake, are
     * relayed (RFC 3264 section 5.1). Of no effect for streams whose party has spoken already.
     *
     * @param side of the party that the offer goes to
     */
    void expect(Side side, InetAddress host);

    /**
     * Takes back an offer that was refused or never answered: the streams are as they were before it (RFC 6337 section
     * 3.4). Of no effect when no offer is open.
     */
    void rollback();

    /** The streams as they stand, for snapshots and records. */
    List<StreamSnapshot> streams();

    /** Whether the party of a side has put the other on hold: all its streams sendonly, inactive or at 0.0.0.0. */
    boolean heldBy(Side side);

    /** Sum of the bandwidth lines agreed, kbit/s; 0 when none says. */
    int bandwidthKbps();

    /** Time since the last packet of any stream; zero when no stream is active or media is on hold. */
    Duration silence();

    /** Closes all streams. */
    @Override
    void close();
}
