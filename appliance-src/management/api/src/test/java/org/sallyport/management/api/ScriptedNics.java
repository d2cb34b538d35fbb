package org.sallyport.management.api;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.ControlException.Reason;
import org.sallyport.core.control.ControlServer;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.files.FileVerbs;
import org.sallyport.core.control.files.KeptDirectories;
import org.sallyport.core.control.host.HostControl;
import org.sallyport.core.control.host.HostVerbs;
import org.sallyport.core.control.media.MediaControl;
import org.sallyport.core.control.media.MediaVerbs;
import org.sallyport.core.control.nic.NicChange;
import org.sallyport.core.control.nic.NicControl;
import org.sallyport.core.control.nic.NicList;
import org.sallyport.core.control.nic.NicList.Line;
import org.sallyport.core.control.nic.NicList.Nic;
import org.sallyport.core.control.nic.NicList.NicFinding;
import org.sallyport.core.control.nic.NicVerbs;
import org.sallyport.core.control.upgrade.UpgradeControl;
import org.sallyport.core.control.upgrade.UpgradeVerbs;
import org.sallyport.management.api.backup.SystemFiles;

/** Two adapters without a machine, on a real control socket; it remembers what it was told to do. */
final class ScriptedNics implements NicControl, AutoCloseable {
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<String> order = new ArrayList<>(List.of("52:54:00:00:00:01", "52:54:00:00:00:02"));
    private final Deadlines deadlines = new Deadlines(new LiveObjects());
    private final ControlServer server;
    volatile boolean confirmed = true;

    /**
     * Beside the verbs of the adapters, the socket answers those of the machine, of its upgrades, media and files.
     *
     * @param configuration the folder that is {@code /etc/sallyport} of an appliance
     */
    ScriptedNics(Path socket, HostControl host, UpgradeControl upgrades, MediaControl media, Path configuration)
            throws IOException {
        Map<String, Verb> verbs = new HashMap<>(NicVerbs.of(this));
        verbs.putAll(HostVerbs.of(host));
        verbs.putAll(UpgradeVerbs.of(upgrades));
        verbs.putAll(MediaVerbs.of(media));
        verbs.putAll(FileVerbs.of(KeptDirectories.readable(Map.of(SystemFiles.CONFIGURATION, configuration))));
        server = new ControlServer(socket, verbs, deadlines, new LiveObjects());
    }

    @Override
    public NicList list() {
        List<Nic> nics = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            nics.add(new Nic(
                    "eth" + i,
                    "eth" + i,
                    order.get(i),
                    "hv_netvsc",
                    "vmbus/" + i,
                    Optional.empty(),
                    Optional.empty(),
                    "MAC_ORDER",
                    "hardware address " + order.get(i),
                    new Line("UP", Optional.of(1000), 1)));
        }
        return new NicList(
                "Microsoft Corporation Virtual Machine on Hyper-V",
                confirmed,
                nics,
                List.of(new NicList.UnusedNic("usb0", "-", "a USB adapter")),
                List.of("eth2"),
                confirmed
                        ? List.of()
                        : List.of(new NicFinding("UNVERIFIED", "WARNING", "The order is a guess.", "Look.")));
    }

    @Override
    public void blink(String name, Duration duration) {
        throw new ControlException(Reason.INVALID_ARGUMENTS, name + " cannot blink.");
    }

    @Override
    public void listen(Duration duration) {
        told.add("listen " + duration.toSeconds());
    }

    @Override
    public NicChange swap(String one, String other) {
        order.add(order.removeFirst());
        return new NicChange(false);
    }

    @Override
    public NicChange pin(String name, String adapter) {
        told.add("pin " + name + " " + adapter);
        return new NicChange(true);
    }

    @Override
    public void confirm() {
        confirmed = true;
    }

    @Override
    public List<String> report() {
        return List.of("Network adapter report", "all is well");
    }

    @Override
    public void close() {
        server.close();
        deadlines.close();
    }
}
