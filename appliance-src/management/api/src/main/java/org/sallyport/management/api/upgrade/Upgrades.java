package org.sallyport.management.api.upgrade;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.director.DirectorControl;
import org.sallyport.core.control.host.HostControl;
import org.sallyport.core.control.media.MediaControl;
import org.sallyport.core.control.upgrade.UpgradeControl;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.management.api.backup.BackupBefore;
import org.sallyport.management.api.http.Route;
import org.sallyport.management.api.operations.Operations;
import org.sallyport.upgrade.signature.TrustedSigners;

/** Upgrades as one part of the API: packages, and who leads from one version to another. */
public final class Upgrades implements AutoCloseable {
    private final PackageStore packages;
    private final UpgradeConductor conductor;
    private final UpgradeResource resource;
    private final UpgradeFollower follower;

    /**
     * What upgrades have to do with.
     *
     * @param databaseSize bytes; 0 while the database does not answer
     * @param media answers once {@link UpgradeControl#openMedia} was asked for
     * @param trust folder and file of those whose packages are taken, see {@link TrustedSigners#read}
     */
    public record Surroundings(
            UpgradeControl upgrades,
            MediaControl media,
            DirectorControl director,
            HostControl host,
            NodePair pair,
            BooleanSupplier databaseAvailable,
            LongSupplier databaseSize,
            Supplier<List<Alarm>> alarms,
            Operations operations,
            BackupBefore backup,
            Trust trust) {}

    /** Where it is written whose packages are taken. */
    public record Trust(Path product, Path operator) {
        /** As the product installs it. */
        public static final Trust INSTALLED =
                new Trust(Path.of("/usr/share/sallyport/trust"), Path.of("/etc/sallyport/upgrade-authorities.pem"));
    }

    /** Goes on with what is in a folder. */
    public Upgrades(Path folder, Surroundings around, Clock clock, Deadlines deadlines) throws IOException {
        Trust trust = around.trust();
        Judge judge =
                new Judge(() -> TrustedSigners.read(trust.product(), trust.operator()), around.upgrades()::status);
        this.packages = new PackageStore(folder.resolve("packages"), judge, clock, deadlines);
        this.conductor = new UpgradeConductor(
                around.upgrades(),
                around.director(),
                around.pair(),
                packages,
                folder.resolve("upgrade.json"),
                clock,
                deadlines);
        this.resource = new UpgradeResource(
                around.upgrades(),
                around.media(),
                packages,
                conductor,
                new Checks(
                        around.director(),
                        around.host(),
                        around.pair(),
                        around.databaseAvailable(),
                        around.databaseSize(),
                        around.alarms(),
                        around.backup(),
                        clock),
                around.backup(),
                around.operations());
        this.follower = new UpgradeFollower(resource::view, deadlines);
    }

    /** Tells a listener how upgrades stand, as GET /upgrade does, and then each change of it; it must not block. */
    public Verb.Subscription listen(Consumer<Object> listener) {
        return follower.listen(listener);
    }

    public List<Route> routes() {
        return resource.routes();
    }

    @Override
    public void close() {
        follower.close();
        conductor.close();
        packages.close();
    }
}
