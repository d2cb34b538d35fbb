package org.sallyport.core.control.nic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sallyport.core.control.ControlClient;

/** The network adapters, asked through the socket of the root process. Thread-safe. */
public final class RemoteNics implements NicControl {
    private final ControlClient client;

    public RemoteNics(ControlClient client) {
        this.client = client;
    }

    @Override
    public NicList list() {
        return client.call(NicVerbs.LIST, Map.of(), NicList.class);
    }

    @Override
    public void blink(String name, Duration duration) {
        client.call(NicVerbs.BLINK, new NicVerbs.Blink(name, duration.toSeconds()), Boolean.class);
    }

    @Override
    public void listen(Duration duration) {
        client.call(NicVerbs.LISTEN, new NicVerbs.Listen(duration.toSeconds()), Boolean.class);
    }

    @Override
    public NicChange swap(String one, String other) {
        return client.call(NicVerbs.SWAP, new NicVerbs.Swap(one, other), NicChange.class);
    }

    @Override
    public NicChange pin(String name, String adapter) {
        return client.call(NicVerbs.PIN, new NicVerbs.Pin(name, adapter), NicChange.class);
    }

    @Override
    public void confirm() {
        client.call(NicVerbs.CONFIRM, Map.of(), Boolean.class);
    }

    @Override
    public List<String> report() {
        return List.of(client.call(NicVerbs.REPORT, Map.of(), String[].class));
    }
}
