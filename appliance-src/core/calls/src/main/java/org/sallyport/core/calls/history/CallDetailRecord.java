package org.sallyport.core.calls.history;

import java.util.List;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.LadderEvent;

/**
 * What is kept of a call, for ever or as long as the retention says.
 *
 * @param call its last snapshot, state ENDED, with the final statistics of its streams
 * @param ladder its signalling
 */
public record CallDetailRecord(CallSnapshot call, List<LadderEvent> ladder) {}
