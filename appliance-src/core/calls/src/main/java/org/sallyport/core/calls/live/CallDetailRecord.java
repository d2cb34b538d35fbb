package org.sallyport.core.calls.live;

import java.util.List;

/**
 * What is kept of a call, for ever or as long as the retention says.
 *
 * @param call its last snapshot, state ENDED, with the final statistics of its streams
 * @param ladder its signalling
 */
public record CallDetailRecord(CallSnapshot call, List<LadderEvent> ladder) {}
