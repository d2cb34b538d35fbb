package org.sallyport.service.sip.call;

import java.util.ArrayList;
import java.util.List;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.service.sip.dialog.Dialog;
import org.sallyport.service.sip.dialog.DialogId;
import org.sallyport.service.sip.stack.Messages;

/** The dialogs of a call: a pair for each fork of the callee, one of which becomes the call. */
final class Dialogs {
    /** Forks of one call beyond which further ones are ignored: a peer could send responses with ever new tags. */
    private static final int MAX_FORKS = 32;

    private final Call call;
    private final CallTable table;
    private final LiveObjects liveObjects;
    private final List<DialogPair> pairs = new ArrayList<>();
    /** Our tag towards the callee, the same in every attempt and fork. */
    private final String calleeTag = Messages.tag();

    private @Nullable String calleeCallId;
    private @Nullable DialogPair answered;

    Dialogs(Call call, CallTable table, LiveObjects liveObjects) {
        this.call = call;
        this.table = table;
        this.liveObjects = liveObjects;
    }

    String calleeTag() {
        return calleeTag;
    }

    /** Lets requests of the callee find this call. */
    void expectCallee(Leg callee) {
        calleeCallId = callee.callId();
        table.enterDialog(callee.callId(), calleeTag, call);
    }

    /** The pair of the fork that a response to our INVITE comes from, made at its first; null when there are too many. */
    @Nullable
    DialogPair forkOf(Request callerInvite, Request ourInvite, Response response) {
        String remoteTag = String.valueOf(Messages.toTag(response));
        for (DialogPair pair : pairs) {
            if (pair.of(Party.CALLEE).remoteTag().equals(remoteTag)) {
                return pair;
            }
        }
        if (pairs.size() >= MAX_FORKS) {
            return null;
        }
        Dialog caller = Dialog.uas(callerInvite, Messages.tag());
        DialogPair made = new DialogPair(caller, Dialog.uac(ourInvite, response), liveObjects.begin("sip-dialog-pair"));
        pairs.add(made);
        table.enterDialog(caller.callId(), caller.localTag(), call);
        return made;
    }

    /** The pair that a request of a party is for; null when there is none (481). */
    @Nullable
    DialogPair of(Party party, Request request) {
        String local = String.valueOf(Messages.toTag(request));
        String remote = String.valueOf(Messages.fromTag(request));
        for (DialogPair pair : pairs) {
            Dialog dialog = pair.of(party);
            if (dialog.localTag().equals(local) && dialog.remoteTag().equals(remote)) {
                return pair;
            }
        }
        return null;
    }

    /** A request to a party took a number outside of its dialog's count. */
    void numbered(Party party, long cseq) {
        pairs.forEach(pair -> pair.set(party, pair.of(party).sentUpTo(cseq)));
    }

    /** The pair that became the call; null before the answer. */
    @Nullable
    DialogPair answered() {
        return answered;
    }

    void answered(DialogPair pair) {
        answered = pair;
        table.join(pair.of(Party.CALLER).id(), pair.of(Party.CALLEE).id());
    }

    /** Leaves the table and the counts. */
    void close(Request invite) {
        List<DialogId> ids = new ArrayList<>();
        for (DialogPair pair : pairs) {
            pair.close();
            ids.add(pair.of(Party.CALLER).id());
            table.part(pair.of(Party.CALLER).id());
        }
        if (calleeCallId != null) {
            ids.add(new DialogId(calleeCallId, calleeTag, ""));
        }
        table.remove(call, ids, invite);
    }
}
