package org.sallyport.apps.hostd;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.ControlException.Reason;
import org.sallyport.core.control.nic.NicChange;
import org.sallyport.core.control.nic.NicControl;
import org.sallyport.core.control.nic.NicList;
import org.sallyport.core.host.nic.desk.NicDesk;
import org.sallyport.core.host.nic.desk.NicDesk.Effect;
import org.sallyport.core.host.nic.desk.NicReport;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.finding.Finding.Kind;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.map.NicMapFile;
import org.sallyport.core.host.nic.rename.NicNamer;
import org.sallyport.core.host.program.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network adapters of the machine that this process runs on. Thread-safe. */
final class Nics implements NicControl {
    private static final Logger LOG = LoggerFactory.getLogger(Nics.class);

    /** What is seen at a start only, for the map holds it from then on. */
    private static final Set<Kind> SEEN_ONCE = EnumSet.of(Kind.REPLACED, Kind.MOVED, Kind.ADDED, Kind.NOT_RENAMED);

    private final Supplier<NicInventory> inventory;
    private final NicMapFile map;
    private final NicDesk desk;
    private final Deadlines deadlines;
    private final Runnable renamed;
    private volatile List<Finding> atStart;

    /**
     * The adapters.
     *
     * @param inventory reads the machine anew each time
     * @param found when they were named
     * @param renamed is told when adapters have changed their names, from the thread that changed them
     */
    Nics(
            Supplier<NicInventory> inventory,
            Path map,
            FoundAtStart found,
            Programs programs,
            Deadlines deadlines,
            Runnable renamed) {
        this.inventory = () -> inventory.get().stated(found.statements());
        this.map = new NicMapFile(map);
        this.desk = new NicDesk(
                new NicNamer(this.inventory, this.map, programs, Clock.systemUTC()),
                this.map,
                programs,
                Clock.systemUTC());
        this.deadlines = deadlines;
        this.renamed = renamed;
        this.atStart = found.findings().stream()
                .filter(finding -> SEEN_ONCE.contains(finding.kind()))
                .toList();
    }

    @Override
    public NicList list() {
        return NicView.of(inventory.get(), desk.look(), atStart);
    }

    @Override
    public void blink(String name, Duration duration) {
        ask(() -> {
            desk.blink(name, duration);
            return true;
        });
    }

    @Override
    public void listen(Duration duration) {
        List<String> woken = desk.wake();
        LOG.info("{} adapters listen for a cable", woken.size());
        deadlines.after("nic-listening", duration, () -> desk.sleep(woken));
    }

    @Override
    public NicChange swap(String one, String other) {
        return changed(ask(() -> desk.swap(one, other)));
    }

    @Override
    public NicChange pin(String name, String adapter) {
        return changed(ask(() -> desk.pin(name, adapter)));
    }

    private NicChange changed(Effect effect) {
        LOG.info("the names of adapters were changed, {}", effect);
        // Who changed the map has looked at it.
        atStart = List.of();
        if (effect == Effect.AT_ONCE) {
            renamed.run();
        }
        return new NicChange(effect == Effect.NEXT_START);
    }

    @Override
    public void confirm() {
        ask(() -> {
            desk.confirm();
            return true;
        });
        atStart = List.of();
    }

    @Override
    public List<String> report() {
        List<String> lines = new ArrayList<>(NicReport.of(inventory.get(), map.read(), desk.look()));
        atStart.forEach(finding -> lines.add("at the start: " + finding.text()));
        return lines;
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (InvalidInputException e) {
            throw new ControlException(Reason.INVALID_ARGUMENTS, String.valueOf(e.getMessage()));
        }
    }
}
