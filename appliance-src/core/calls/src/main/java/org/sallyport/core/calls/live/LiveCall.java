package org.sallyport.core.calls.live;

import java.util.List;

/** A call in progress, as its signalling service offers it. Methods may be called from any thread and do not block. */
public interface LiveCall {
    CallId id();

    CallSnapshot snapshot();

    /** What was signalled so far, oldest first. */
    List<LadderEvent> ladder();

    /** Asks for its end; returns at once, the end shows in the snapshot. */
    void hangUp(Disposition disposition);
}
