package org.sallyport.service.sip.call;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private boolean offerAnswered;
    /** Numbers of REFERs as each party knows them, ours to theirs, for the id of the NOTIFYs that follow. */
    private final Map<String, Long> refers = new HashMap<>();

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

    /** Whether an offer of the callee before its 2xx was answered, by PRACK. */
    boolean offerAnswered() {
        return offerAnswered;
    }

    void offerIsAnswered() {
        offerAnswered = true;
    }

    /** A REFER was passed to a party with another number than it came with (RFC 3515 section 2.4.6). */
    void referred(Party to, long ours, long theirs) {
        refers.put(to + " " + ours, theirs);
    }

    /** The number of a REFER as the other party sent it; null when there was none. */
    @Nullable
    Long referOf(Party from, long id) {
        return refers.get(from + " " + id);
    }

    void close() {
        token.end();
    }
}
