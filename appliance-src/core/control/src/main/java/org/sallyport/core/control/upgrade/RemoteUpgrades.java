package org.sallyport.core.control.upgrade;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.control.ControlClient;

/** Upgrades, asked of the root process of the machine through its socket. Thread-safe. */
public final class RemoteUpgrades implements UpgradeControl {
    private final ControlClient client;

    /** Over a client to that process. */
    public RemoteUpgrades(ControlClient client) {
        this.client = client;
    }

    @Override
    public UpgradeStatus status() {
        return client.call(UpgradeVerbs.STATUS, Map.of(), UpgradeStatus.class);
    }

    @Override
    public List<UpgradeAttempt> history() {
        return List.of(client.call(UpgradeVerbs.HISTORY, Map.of(), UpgradeAttempt[].class));
    }

    @Override
    public List<String> log(String attempt) {
        return List.of(client.call(UpgradeVerbs.LOG, new UpgradeVerbs.Attempt(attempt), String[].class));
    }

    @Override
    public UpgradeAttempt write(Path file, String startedBy, @Nullable String backup) {
        return client.call(
                UpgradeVerbs.WRITE, new UpgradeVerbs.Write(file.toString(), startedBy, backup), UpgradeAttempt.class);
    }

    @Override
    public UpgradeAttempt changeOver(String attempt) {
        return client.call(UpgradeVerbs.CHANGE_OVER, new UpgradeVerbs.Attempt(attempt), UpgradeAttempt.class);
    }

    @Override
    public UpgradeAttempt abandon(String attempt) {
        return client.call(UpgradeVerbs.ABANDON, new UpgradeVerbs.Attempt(attempt), UpgradeAttempt.class);
    }

    @Override
    public UpgradeAttempt rollBack(@Nullable String version, String startedBy) {
        return client.call(UpgradeVerbs.ROLL_BACK, new UpgradeVerbs.RollBack(version, startedBy), UpgradeAttempt.class);
    }

    @Override
    public void openMedia() {
        client.call(UpgradeVerbs.OPEN_MEDIA, Map.of(), Boolean.class);
    }
}
