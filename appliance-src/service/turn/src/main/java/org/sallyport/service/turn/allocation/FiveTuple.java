package org.sallyport.service.turn.allocation;

import java.net.InetSocketAddress;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.TurnSettings.TurnTransport;

/**
 * What identifies a client (RFC 8656 section 2), and the side it comes from.
 *
 * @param listener name of the listener it came to
 */
public record FiveTuple(
        TurnTransport transport, InetSocketAddress client, InetSocketAddress server, Side side, String listener) {}
