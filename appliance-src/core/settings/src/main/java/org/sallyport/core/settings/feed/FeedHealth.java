package org.sallyport.core.settings.feed;

import java.util.List;
import org.sallyport.base.problem.Problem;

/** Is told how the feed fares, so that alarms can say so. Called on the feed's threads, again and again. */
public interface FeedHealth {
    /** The database cannot be reached; the last snapshot stays in force. */
    void databaseAway(String reason);

    /** The database answers. */
    void databaseBack();

    /** A stored revision cannot be used; the last snapshot stays in force. */
    void revisionRefused(long number, List<Problem> problems);

    /** A revision is in force. */
    void revisionInForce(long number);
}
