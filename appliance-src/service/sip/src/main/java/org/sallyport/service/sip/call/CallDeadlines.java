package org.sallyport.service.sip.call;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;

/** The deadlines of one call: they run on its thread and go when it goes. Owned by that thread. */
final class CallDeadlines {
    private final Deadlines deadlines;
    private final Consumer<CallEvent> mailbox;
    private final Map<Long, Deadline> pending = new HashMap<>();
    private long next;

    CallDeadlines(Deadlines deadlines, Consumer<CallEvent> mailbox) {
        this.deadlines = deadlines;
        this.mailbox = mailbox;
    }

    Deadline after(String type, Duration delay, Runnable action) {
        long id = next++;
        Runnable once = () -> {
            if (pending.remove(id) != null) {
                action.run();
            }
        };
        Deadline deadline = deadlines.after(type, delay, () -> mailbox.accept(new CallEvent.Passed(once)));
        pending.put(id, deadline);
        return () -> {
            // One that passed and waits in the mailbox is called off too.
            boolean waiting = pending.remove(id) != null;
            deadline.cancel();
            return waiting;
        };
    }

    void close() {
        pending.values().forEach(Deadline::cancel);
        pending.clear();
    }
}
