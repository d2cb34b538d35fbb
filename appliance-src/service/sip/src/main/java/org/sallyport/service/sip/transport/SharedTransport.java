package org.sallyport.service.sip.transport;

import io.netty.channel.EventLoopGroup;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.telemetry.logs.RateLimitedLog;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.service.sip.screening.MessageScreen;

/** What all listening points of a stack share. */
record SharedTransport(
        TransportLimits limits,
        EventLoopGroup loops,
        Executor executor,
        SerialLanes lanes,
        ConnectionQuota quota,
        PeerDomains peerDomains,
        MessageScreen screen,
        Metrics metrics,
        Deadlines deadlines,
        LiveObjects liveObjects,
        RateLimitedLog log) {
    TransportMetrics metrics(String transport) {
        return new TransportMetrics(metrics, transport.toLowerCase(Locale.ROOT));
    }
}
