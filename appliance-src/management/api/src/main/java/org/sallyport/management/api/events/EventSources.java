package org.sallyport.management.api.events;

import java.util.List;
import java.util.function.Supplier;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.management.api.director.DirectorPicture;
import org.sallyport.management.api.network.HostFollower;
import org.sallyport.management.api.overview.Sampler;
import org.sallyport.management.api.upgrade.Upgrades;

/**
 * Where events come from.
 *
 * @param own alarms of this process
 * @param activeAlarms all that last, those of the director too
 */
public record EventSources(
        DirectorPicture picture,
        Sampler sampler,
        HostFollower host,
        Upgrades upgrades,
        Alarms own,
        Supplier<List<Alarm>> activeAlarms) {}
