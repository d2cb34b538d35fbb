package org.sallyport.service.sip.call;

import org.sallyport.base.live.LiveObjects;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.service.sip.dialog.Dialog;

/**
 * The two dialogs that belong together: with the caller and, for one fork, with the callee. Each fork of the callee shows
 * to the caller as a fork of its own. Owned by the call's thread.
 */
final class DialogPair {
    private Dialog caller;
    private Dialog callee;
    private final LiveObjects.Token token;

    DialogPair(Dialog caller, Dialog callee, LiveObjects.Token token) {
        this.caller = caller;
        this.callee = callee;
        this.token = token;
    }

    Dialog of(Party party) {
        return switch (party) {
            case CALLER -> caller;
            case CALLEE -> callee;
        };
    }

    void set(Party party, Dialog dialog) {
        switch (party) {
            case CALLER -> caller = dialog;
            case CALLEE -> callee = dialog;
        }
    }

    /** The dialog with the number of its next request taken. */
    Dialog sending(Party party) {
        Dialog next = of(party).sending();
        set(party, next);
        return next;
    }

    void close() {
        token.end();
    }
}
