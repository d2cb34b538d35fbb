package org.sallyport.service.turn.engine;

import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.core.settings.model.TurnSettings;
import org.sallyport.service.turn.allocation.Quotas;
import org.sallyport.service.turn.allocation.RelayPorts;
import org.sallyport.service.turn.allocation.TurnMetrics;
import org.sallyport.service.turn.auth.Authenticator;
import org.sallyport.service.turn.connection.PeerConnections;
import org.sallyport.service.turn.peer.PeerRules;

/**
 * What the workers of all shards share; all of it is thread-safe.
 *
 * @param isClosing whether new clients are to go elsewhere
 * @param tickets of clients that may come back from elsewhere
 * @param rules those of the settings in force
 */
public record TurnCommons(
        Supplier<TurnSettings> settings,
        BooleanSupplier isClosing,
        Authenticator authenticator,
        Supplier<PeerRules> rules,
        RelayPorts ports,
        Tickets tickets,
        PeerConnections connections,
        Quotas quotas,
        TurnMetrics metrics,
        LiveObjects liveObjects,
        Clock clock) {}
