package org.sallyport.service.sip.call;

import java.util.List;
import java.util.Optional;
import javax.sip.address.SipURI;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.service.sip.route.HopOutcome;
import org.sallyport.service.sip.route.NextHop;

/** Finds where a request may be sent, best first. Thread-safe; may block. */
public interface Targets {
    /** The call server's next hops; empty when it cannot be located. */
    List<NextHop> callServer();

    /**
     * Next hops of a URI (RFC 3263 section 4); empty when there is none.
     *
     * @param side where it is
     * @param otherwise the transport when neither the URI nor DNS says one
     */
    List<NextHop> of(SipURI uri, Side side, SipTransport otherwise);

    /** Whether a hop leaves our pings unanswered: it is tried all the same, for not every server answers them. */
    boolean isDoubtful(NextHop hop);

    /** A hop answered a request inside or outside a dialog. */
    void heard(NextHop hop, String method, int status);

    /** How a request to a hop ended, so that later ones may try others first. */
    void note(NextHop hop, HopOutcome outcome);

    /** What stood between us and a hop since a {@link System#nanoTime}, as a clause that begins with its verb, if known. */
    Optional<String> obstacle(NextHop hop, long sinceNanos);
}
