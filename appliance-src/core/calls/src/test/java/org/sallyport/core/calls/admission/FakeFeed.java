package org.sallyport.core.calls.admission;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.sallyport.core.settings.feed.SettingsFeed;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.CapacitySettings;
import org.sallyport.core.settings.model.ManagementSettings;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.SipConnections;
import org.sallyport.core.settings.model.SipRegistrations;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.core.settings.model.SipTls;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.core.settings.sections.SettingsDocument;

/** Settings whose capacity a test sets. */
final class FakeFeed implements SettingsFeed {
    private final List<BiConsumer<Settings, Settings>> listeners = new ArrayList<>();
    private volatile Settings current;

    FakeFeed(CapacitySettings capacity) {
        this.current = with(capacity);
    }

    void swap(CapacitySettings capacity) {
        Settings before = current;
        Settings now = with(capacity);
        current = now;
        listeners.forEach(listener -> listener.accept(before, now));
    }

    @Override
    public Settings current() {
        return current;
    }

    @Override
    public void listen(BiConsumer<Settings, Settings> listener) {
        listeners.add(listener);
    }

    private static Settings with(CapacitySettings capacity) {
        Duration second = Duration.ofSeconds(1);
        CallServer server = new CallServer("127.0.0.1", 5080, SipTransport.UDP, second, Optional.empty());
        SipSettings sip = new SipSettings(
                List.of(),
                server,
                SipTls.AS_INSTALLED,
                SipConnections.AS_INSTALLED,
                SipRegistrations.AS_INSTALLED,
                second,
                second,
                second,
                second,
                65_536);
        MediaSettings.MediaRange range = new MediaSettings.MediaRange(
                InetAddress.getLoopbackAddress(), "127.0.0.1", 40_000, 40_999, MediaSettings.Dscp.USUAL);
        MediaSettings media = new MediaSettings(range, range, second, second, second, false);
        return new Settings(
                sip,
                media,
                SettingsDocument.defaults().turn(),
                capacity,
                new ManagementSettings(second, 5, second, second),
                SettingsDocument.defaults().network());
    }
}
