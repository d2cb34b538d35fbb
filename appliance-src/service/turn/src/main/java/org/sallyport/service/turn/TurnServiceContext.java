package org.sallyport.service.turn;

import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.settings.feed.SettingsFeed;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.media.datagram.Shard;

/**
 * What the server needs of the process.
 *
 * @param shards those of the media relay
 * @param identity what TLS listeners prove themselves with
 * @param isClosing whether new clients are to go elsewhere, for this system is about to end
 */
public record TurnServiceContext(
        SettingsFeed settings,
        List<Shard> shards,
        Supplier<TlsIdentity> identity,
        BooleanSupplier isClosing,
        Metrics metrics,
        Alarms alarms,
        LiveObjects liveObjects,
        Deadlines deadlines,
        Clock clock) {}
