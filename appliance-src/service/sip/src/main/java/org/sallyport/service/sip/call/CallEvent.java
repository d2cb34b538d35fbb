package org.sallyport.service.sip.call;

import org.sallyport.core.calls.live.Disposition;
import org.sallyport.service.sip.stack.SipEvent;

/** What a call finds in its mailbox. */
sealed interface CallEvent {
    /** Something came from the stack. */
    record Signal(SipEvent event) implements CallEvent {}

    /** A deadline passed; the action is run on the call's thread. */
    record Passed(Runnable action) implements CallEvent {}

    /** The listeners of the settings changed. */
    record ListenersChanged() implements CallEvent {}

    /** An administrator, or the end of the service, ends the call. */
    record HangUp(Disposition disposition) implements CallEvent {}
}
