package org.sallyport.management.api.nics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.nic.NicChange;
import org.sallyport.core.control.nic.NicControl;
import org.sallyport.core.control.nic.NicList;
import org.sallyport.core.control.nic.NicList.NicFinding;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.Alarms;

class NicWatchTest {
    private static final NicFinding MISSING = new NicFinding("MISSING", "WARNING", "eth1 is missing.", "Put it back.");
    private static final NicFinding AMBIGUOUS = new NicFinding("AMBIGUOUS", "CRITICAL", "eth2 or not.", "Say which.");

    private final Alarms alarms = new Alarms("manager", Clock.systemUTC());
    private final Deadlines deadlines = new Deadlines(new LiveObjects());
    private final Findings nics = new Findings();
    private final NicWatch watch = new NicWatch(nics, alarms, deadlines);

    @AfterEach
    void close() {
        watch.close();
        deadlines.close();
    }

    @Test
    void raisesWhatIsFoundAndClearsWhatIsNot() {
        nics.found = List.of(MISSING, AMBIGUOUS);
        watch.start();
        assertThat(alarms.active()).extracting(Alarm::text).containsExactly("eth2 or not.", "eth1 is missing.");
        assertThat(alarms.active().getFirst().severity()).isEqualTo(Alarm.Severity.CRITICAL);
        assertThat(alarms.active().getFirst().remedy()).isEqualTo("Say which.");
        nics.found = List.of(MISSING);
        watch.start();
        assertThat(alarms.active()).extracting(Alarm::text).containsExactly("eth1 is missing.");
    }

    @Test
    void aFindingWithOtherWordsIsAnotherAlarm() {
        nics.found = List.of(MISSING);
        watch.start();
        nics.found = List.of(new NicFinding("MISSING", "WARNING", "eth3 is missing.", "Put it back."));
        watch.start();
        assertThat(alarms.active()).extracting(Alarm::text).containsExactly("eth3 is missing.");
    }

    @Test
    void keepsItsAlarmsWhileNobodyAnswers() {
        nics.found = List.of(MISSING);
        watch.start();
        nics.isAway = true;
        watch.start();
        assertThat(alarms.active()).hasSize(1);
    }

    private static final class Findings implements NicControl {
        private List<NicFinding> found = List.of();
        private boolean isAway;

        @Override
        public NicList list() {
            if (isAway) {
                throw new ControlException(ControlException.Reason.AWAY, "nobody there");
            }
            return new NicList("a machine", found.isEmpty(), List.of(), List.of(), List.of(), found);
        }

        @Override
        public void blink(String name, Duration duration) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void listen(Duration duration) {
            throw new UnsupportedOperationException();
        }

        @Override
        public NicChange swap(String one, String other) {
            throw new UnsupportedOperationException();
        }

        @Override
        public NicChange pin(String name, String adapter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void confirm() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> report() {
            throw new UnsupportedOperationException();
        }
    }
}
