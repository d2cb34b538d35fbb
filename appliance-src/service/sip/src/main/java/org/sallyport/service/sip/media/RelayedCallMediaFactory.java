package org.sallyport.service.sip.media;

import java.util.function.Supplier;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.media.MediaRelay;

/** Makes the media of each call on one relay, under the settings in force when the call begins. */
public final class RelayedCallMediaFactory implements CallMediaFactory {
    private final MediaRelay relay;
    private final Supplier<Settings> settings;

    /** @param settings those in force, such as {@code feed::current} */
    public RelayedCallMediaFactory(MediaRelay relay, Supplier<Settings> settings) {
        this.relay = relay;
        this.settings = settings;
    }

    @Override
    public CallMedia open(CallId call) {
        return new RelayedCallMedia(call, relay, settings.get());
    }
}
