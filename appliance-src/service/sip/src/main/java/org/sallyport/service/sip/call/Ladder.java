package org.sallyport.service.sip.call;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sip.message.Message;
import org.sallyport.core.calls.live.LadderEvent;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.service.sip.stack.Messages;

/** The messages of a call in their order, bounded. Thread-safe. */
final class Ladder {
    /** Enough for a long call's refreshes; later ones are left out. */
    static final int MAX_EVENTS = 250;

    private final Clock clock;
    private final List<LadderEvent> events = new ArrayList<>();

    Ladder(Clock clock) {
        this.clock = clock;
    }

    void sent(Party party, Message message) {
        add(party, true, message);
    }

    void received(Party party, Message message) {
        add(party, false, message);
    }

    synchronized List<LadderEvent> events() {
        return List.copyOf(events);
    }

    private synchronized void add(Party party, boolean sent, Message message) {
        if (events.size() < MAX_EVENTS) {
            events.add(event(clock.instant(), party, sent, message));
        }
    }

    static LadderEvent event(Instant at, Party party, boolean sent, Message message) {
        String text = Messages.text(message);
        String shown = text.length() > LadderEvent.MAX_MESSAGE ? text.substring(0, LadderEvent.MAX_MESSAGE) : text;
        return new LadderEvent(at, party, sent, Messages.summary(message), shown);
    }
}
