package org.sallyport.service.sip.media;

import java.util.function.Supplier;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.media.MediaRelay;

/** Makes the media of each call on one relay, under the settings in force when the call begins. */
public final class RelayedCallMediaFactory implements CallMediaFactory {
    private final MediaRelay relay;
    private final Supplier<Settings> settings;
    private final NamedHosts names;

    /**
     * A factory for one relay.
     *
     * @param settings those in force, such as {@code feed::current}
     * @param hosts finds the hosts that descriptions name
     */
    public RelayedCallMediaFactory(MediaRelay relay, Supplier<Settings> settings, MediaHosts hosts, Metrics metrics) {
        this.relay = relay;
        this.settings = settings;
        this.names = new NamedHosts(hosts, metrics);
    }

    @Override
    public CallMedia open(CallId call) {
        return new RelayedCallMedia(call, relay, settings.get(), names);
    }
}
