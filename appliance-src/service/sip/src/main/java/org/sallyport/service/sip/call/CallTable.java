package org.sallyport.service.sip.call;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.message.Message;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.sallyport.service.sip.dialog.DialogId;
import org.sallyport.service.sip.stack.Messages;

/** Finds the call a message belongs to, and the dialog across from one. Thread-safe. */
public final class CallTable {
    private final Map<Key, Call> calls = new ConcurrentHashMap<>();
    private final Map<DialogId, DialogId> across = new ConcurrentHashMap<>();

    /**
     * What a message names a call by.
     *
     * @param callId its Call-ID
     * @param tag our tag of the dialog, or the From tag of an INVITE that has none of ours yet
     * @param cseq of such an INVITE; {@value #IN_DIALOG} in a dialog
     */
    private record Key(String callId, String tag, long cseq) {
        static final long IN_DIALOG = -1;

        static Key ofInvite(Request request) {
            return new Key(
                    Messages.callId(request), String.valueOf(Messages.fromTag(request)), Messages.cseqNumber(request));
        }

        static Key ofDialog(String callId, String localTag) {
            return new Key(callId, localTag, IN_DIALOG);
        }
    }

    /** The call of a dialog, by our own tag: the To tag of a request, the From tag of a response to us. */
    @Nullable
    Call byDialog(Message message, @Nullable String localTag) {
        return localTag == null ? null : calls.get(Key.ofDialog(Messages.callId(message), localTag));
    }

    /** The call that an INVITE without To tag began, for its CANCEL or for a second copy of it. */
    @Nullable
    Call byInvite(Request request) {
        return calls.get(Key.ofInvite(request));
    }

    /** Enters a call by its INVITE; a second one of the same Call-ID, From tag and CSeq is a merged one (section 8.2.2.2). */
    void enterInvite(Request invite, Call call) {
        calls.put(Key.ofInvite(invite), call);
    }

    void enterDialog(String callId, String localTag, Call call) {
        calls.put(Key.ofDialog(callId, localTag), call);
    }

    /** Notes that two dialogs are the ends of one call. */
    void join(DialogId one, DialogId other) {
        across.put(one, other);
        across.put(other, one);
    }

    void part(DialogId one) {
        DialogId other = across.remove(one);
        if (other != null) {
            across.remove(other);
        }
    }

    /** The dialog at the other end of the call that a dialog of ours belongs to. */
    Optional<DialogId> across(DialogId ours) {
        return Optional.ofNullable(across.get(ours));
    }

    void remove(Call call, Collection<DialogId> localTags, Request invite) {
        calls.remove(Key.ofInvite(invite), call);
        localTags.forEach(id -> calls.remove(Key.ofDialog(id.callId(), id.localTag()), call));
    }

    Collection<Call> all() {
        Set<Call> distinct = new HashSet<>(calls.values());
        return Set.copyOf(distinct);
    }
}
