package org.sallyport.service.sip.screening;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges every message before the transactions see it. Thread-safe. */
public final class MessageScreen {
    /** Malformed fields of these names make a message useless; of others they are carried as they came. */
    private static final List<Class<?>> INDISPENSABLE = List.of(
            gov.nist.javax.sip.header.RequestLine.class,
            gov.nist.javax.sip.header.StatusLine.class,
            gov.nist.javax.sip.header.From.class,
            gov.nist.javax.sip.header.To.class,
            gov.nist.javax.sip.header.CSeq.class,
            gov.nist.javax.sip.header.Via.class,
            gov.nist.javax.sip.header.CallID.class,
            gov.nist.javax.sip.header.MaxForwards.class,
            gov.nist.javax.sip.header.ContentLength.class);

    /**
     * Judges a message.
     *
     * @param source who sent it
     */
    public Verdict judge(RawMessage message, InetSocketAddress source) {
        HeaderSection head = message.head();
        if (!head.isWellBroken()) {
            return refuse(head, RejectReason.BAD_LINE_BREAK, source);
        }
        @Nullable SIPMessage parsed = parse(message.octets());
        return switch (parsed) {
            case null -> refuse(head, head.isResponse() ? RejectReason.BAD_RESPONSE : RejectReason.BAD_HEADER, source);
            case SIPRequest request when isComplete(request) -> new Verdict.Passed(request);
            case SIPResponse response when isComplete(response) -> new Verdict.Passed(response);
            case SIPMessage incomplete ->
                refuse(
                        head,
                        incomplete instanceof SIPResponse ? RejectReason.BAD_RESPONSE : RejectReason.MISSING_HEADER,
                        source);
        };
    }

    /** The verdict on a message that cannot be delimited, from what could be read of it. */
    public Verdict.Refused refuse(HeaderSection head, RejectReason reason, InetSocketAddress source) {
        return new Verdict.Refused(reason, ErrorAnswer.to(head, reason, source));
    }

    /** The verdict on what is not even a header section. */
    public Verdict.Refused refuse(RejectReason reason) {
        return new Verdict.Refused(reason, Optional.empty());
    }

    private static boolean isComplete(SIPMessage message) {
        return message.getFrom() != null
                && message.getTo() != null
                && message.getCallId() != null
                && message.getCSeq() != null
                && message.getTopmostVia() != null;
    }

    private static @Nullable SIPMessage parse(byte[] message) {
        try {
            return new StringMsgParser().parseSIPMessage(message, true, false, MessageScreen::keepOrThrow);
        } catch (ParseException | RuntimeException e) {
            return null;
        }
    }

    @SuppressWarnings("rawtypes")
    private static void keepOrThrow(ParseException e, SIPMessage message, Class type, String header, String whole)
            throws ParseException {
        if (type == null || INDISPENSABLE.contains(type)) {
            throw e;
        }
        message.addUnparsed(header);
    }
}
