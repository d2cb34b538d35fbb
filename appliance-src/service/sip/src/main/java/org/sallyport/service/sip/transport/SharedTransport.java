package org.sallyport.service.sip.transport;

import io.netty.channel.EventLoopGroup;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.telemetry.logs.RateLimitedLog;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.service.sip.screening.MessageScreen;

/**
 * What all listening points of a stack share.
 *
 * @param limitsInForce asked for each time, so that a change needs no restart
 * @param closed is told of the connections that ended
 */
record SharedTransport(
        Supplier<TransportLimits> limitsInForce,
        EventLoopGroup loops,
        Executor executor,
        SerialLanes lanes,
        ConnectionQuota quota,
        PeerDomains peerDomains,
        MessageScreen screen,
        Metrics metrics,
        Deadlines deadlines,
        LiveObjects liveObjects,
        Consumer<ClosedConnection> closed,
        RateLimitedLog log) {
    TransportLimits limits() {
        return limitsInForce.get();
    }

    TransportMetrics metrics(String transport) {
        return new TransportMetrics(metrics, transport.toLowerCase(Locale.ROOT));
    }
}
