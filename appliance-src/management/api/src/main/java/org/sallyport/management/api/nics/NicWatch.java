package org.sallyport.management.api.nics;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.nic.NicControl;
import org.sallyport.core.control.nic.NicList;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises an alarm for each finding on the adapters while it lasts. Without an answer it changes nothing. */
public final class NicWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NicWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final NicControl nics;
    private final Alarms alarms;
    private final Deadlines deadlines;
    private final Set<String> raised = new HashSet<>();
    private volatile boolean closed;

    public NicWatch(NicControl nics, Alarms alarms, Deadlines deadlines) {
        this.nics = nics;
        this.alarms = alarms;
        this.deadlines = deadlines;
    }

    /** Looks now and from now on. */
    public void start() {
        if (closed) {
            return;
        }
        look();
        deadlines.after("nic-watch", INTERVAL, this::start);
    }

    private void look() {
        try {
            tell(nics.list());
        } catch (ControlException e) {
            LOG.debug("The adapters cannot be looked at: {}", e.getMessage());
        }
    }

    private synchronized void tell(NicList list) {
        Set<String> lasting = new HashSet<>();
        for (NicList.NicFinding finding : list.findings()) {
            String key = key(finding);
            lasting.add(key);
            alarms.raise(key, Severity.valueOf(finding.severity()), finding.text(), finding.remedy());
        }
        raised.removeAll(lasting);
        raised.forEach(alarms::clear);
        raised.clear();
        raised.addAll(lasting);
    }

    /** Two findings of one kind are two alarms, and a finding with other words is another one. */
    private static String key(NicList.NicFinding finding) {
        return "nics.%s.%08x"
                .formatted(
                        finding.kind().toLowerCase(Locale.ROOT).replace('_', '-'),
                        finding.text().hashCode());
    }

    @Override
    public void close() {
        closed = true;
    }
}
