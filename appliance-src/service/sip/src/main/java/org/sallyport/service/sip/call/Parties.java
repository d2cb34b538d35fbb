package org.sallyport.service.sip.call;

import org.sallyport.core.calls.live.LadderEvent.Party;

/** The two parties of a call. */
final class Parties {
    private Parties() {}

    static Party other(Party party) {
        return switch (party) {
            case CALLER -> Party.CALLEE;
            case CALLEE -> Party.CALLER;
        };
    }
}
