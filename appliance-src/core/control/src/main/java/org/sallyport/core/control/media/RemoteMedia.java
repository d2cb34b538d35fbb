package org.sallyport.core.control.media;

import java.util.List;
import java.util.Map;
import org.sallyport.core.control.ControlClient;

/** Attached media, asked of the process that mounts them through its socket. Thread-safe. */
public final class RemoteMedia implements MediaControl {
    private final ControlClient client;

    /** Over a client to that process. */
    public RemoteMedia(ControlClient client) {
        this.client = client;
    }

    @Override
    public List<FoundPackage> packages() {
        return List.of(client.call(MediaVerbs.PACKAGES, Map.of(), FoundPackage[].class));
    }

    @Override
    public byte[] read(String medium, String name, long offset, int length) {
        return client.call(MediaVerbs.READ, new MediaVerbs.Read(medium, name, offset, length), byte[].class);
    }
}
