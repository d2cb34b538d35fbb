package org.sallyport.service.sip.screening;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import javax.sip.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/** Judges every message before the transactions see it. Thread-safe. */
public final class MessageScreen {
    /** Option tags that a party may require of the far one, and that pass through a back-to-back user agent. */
    public static final Set<String> PASSED_OPTIONS = Set.of(
            "100rel",
            "answermode",
            "early-session",
            "eventlist",
            "from-change",
            "histinfo",
            "ice",
            "join",
            "multiple-refer",
            "norefersub",
            "policy",
            "precondition",
            "pref",
            "privacy",
            "recipient-list-invite",
            "replaces",
            "resource-priority",
            "sdp-anat",
            "siprec",
            "tdialog",
            "timer",
            "trickle-ice");

    /** A malformed field of these makes a message useless; one of any other name is carried as it came. */
    private static final Set<Class<?>> INDISPENSABLE = Set.of(
            RequestLine.class,
            StatusLine.class,
            From.class,
            To.class,
            CSeq.class,
            Via.class,
            CallID.class,
            Contact.class,
            Route.class,
            RecordRoute.class,
            MaxForwards.class,
            ContentType.class,
            ContentLength.class);

    private static final int DEFAULT_MAX_FORWARDS = 70;

    private final RequestRules requestRules;

    /** A screen that lets the usual end-to-end extensions be required. */
    public MessageScreen() {
        this(PASSED_OPTIONS);
    }

    /**
     * Makes a screen.
     *
     * @param supportedOptions option tags, lower case, that may stand in Require (RFC 3261 section 20.32)
     */
    public MessageScreen(Set<String> supportedOptions) {
        this.requestRules = new RequestRules(Set.copyOf(supportedOptions));
    }

    /**
     * Judges a message.
     *
     * @param source who sent it
     */
    public Verdict judge(RawMessage message, InetSocketAddress source) {
        HeaderSection head = message.head();
        Optional<Violation> violation = violation(head);
        if (violation.isPresent()) {
            return refuse(head, violation.get(), source);
        }
        @Nullable SIPMessage parsed = parse(message.octets());
        return switch (parsed) {
            case SIPRequest request when isComplete(request) -> new Verdict.Passed(request);
            case SIPResponse response
            when isComplete(response) ->
                response.getViaHeaders().size() == 1
                        ? new Verdict.Passed(response)
                        : refuse(RejectReason.UNEXPECTED_RESPONSE);
            case SIPRequest _ -> refuse(head, RejectReason.MISSING_HEADER, source);
            case null, default ->
                refuse(head, head.isResponse() ? RejectReason.BAD_RESPONSE : RejectReason.BAD_HEADER, source);
        };
    }

    private Optional<Violation> violation(HeaderSection head) {
        if (!head.isWellBroken()) {
            return Optional.of(
                    Violation.of(head.isResponse() ? RejectReason.BAD_RESPONSE : RejectReason.BAD_LINE_BREAK));
        }
        return head.isResponse() ? ResponseRules.check(head) : requestRules.check(head);
    }

    /** The verdict on a message that cannot be delimited, from what could be read of it. */
    public Verdict.Refused refuse(HeaderSection head, RejectReason reason, InetSocketAddress source) {
        return refuse(head, Violation.of(reason), source);
    }

    private static Verdict.Refused refuse(HeaderSection head, Violation violation, InetSocketAddress source) {
        return new Verdict.Refused(
                violation.reason(), ErrorAnswer.to(head, violation.reason(), source, violation.fields()));
    }

    /** The verdict on what is not even a header section. */
    public Verdict.Refused refuse(RejectReason reason) {
        return new Verdict.Refused(reason, Optional.empty());
    }

    /** RFC 2543 knew no Max-Forwards; RFC 3261 section 16.6 step 3 adds it. */
    private static void completeHops(@Nullable SIPMessage message) throws InvalidArgumentException {
        if (message instanceof SIPRequest request && request.getMaxForwards() == null) {
            request.setHeader(new MaxForwards(DEFAULT_MAX_FORWARDS));
        }
    }

    /** What the stack asks of a request before it makes a transaction; later nobody would answer. */
    private static boolean isComplete(SIPRequest request) {
        try {
            request.checkHeaders();
            return true;
        } catch (ParseException e) {
            return false;
        }
    }

    private static boolean isComplete(SIPResponse message) {
        return message.getFrom() != null
                && message.getTo() != null
                && message.getCallId() != null
                && message.getCSeq() != null
                && message.getTopmostVia() != null;
    }

    private static @Nullable SIPMessage parse(byte[] message) {
        try {
            SIPMessage parsed = new StringMsgParser().parseSIPMessage(message, true, false, MessageScreen::keepOrThrow);
            completeHops(parsed);
            return parsed;
        } catch (ParseException | InvalidArgumentException | RuntimeException e) {
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
