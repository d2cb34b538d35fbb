package org.sallyport.core.settings.feed;

import java.util.function.BiConsumer;
import org.sallyport.core.settings.model.Settings;

/** The settings in force, and word of every change. Thread-safe. */
public interface SettingsFeed {
    /** The snapshot in force. Read it once a request, so that one request sees one set. */
    Settings current();

    /** Is told of each swap, with the snapshot before and the one now, one swap after the other. */
    void listen(BiConsumer<Settings, Settings> listener);
}
