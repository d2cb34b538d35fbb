package org.sallyport.core.settings.feed;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sallyport.base.problem.Problem;

/** Keeps what a feed reports. */
final class Health implements FeedHealth {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void databaseAway(String reason) {
        events.add("away");
    }

    @Override
    public void databaseBack() {
        events.add("back");
    }

    @Override
    public void revisionRefused(long number, List<Problem> problems) {
        events.add("refused " + number);
    }

    @Override
    public void revisionInForce(long number) {
        events.add("in force " + number);
    }

    /** Waits for an event, passing others. */
    void await(String event) throws InterruptedException {
        for (String next = ""; !event.equals(next); ) {
            next = events.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("not reported: " + event);
            }
        }
    }
}
