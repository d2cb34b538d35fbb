package org.sallyport.service.sip.stack;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.id.Ids;
import org.sallyport.core.settings.model.SipTransport;

/**
 * Makes and reads SIP messages. What is made here comes from ourselves, so a parse failure is our own defect and thrown
 * as {@link IllegalArgumentException}.
 */
public final class Messages {
    /** What we call ourselves in User-Agent and Server. */
    public static final String PRODUCT = "Sallyport";
    /** Where a request's life starts (RFC 3261 section 8.1.1.6). */
    public static final int MAX_FORWARDS = 70;

    /** Of a number in a header: RFC 3261 lets none exceed 2^32 - 1. */
    private static final int MAX_DIGITS = 10;

    private static final String BRANCH_COOKIE = "z9hG4bK";
    private static final HeaderFactory HEADERS = new HeaderFactoryImpl();
    private static final AddressFactory ADDRESSES = new AddressFactoryImpl();
    private static final MessageFactory MESSAGES = new MessageFactoryImpl();

    private Messages() {}

    /** A branch unlike any other (RFC 3261 section 8.1.1.7). */
    public static String branch() {
        return BRANCH_COOKIE + Ids.hex(24);
    }

    public static String tag() {
        return Ids.hex(16);
    }

    /** The port of a transport when a URI or Via names none (RFC 3261 section 19.1.2). */
    public static int defaultPort(SipTransport transport) {
        return transport == SipTransport.TLS ? 5061 : 5060;
    }

    /** A request without body. */
    public static Request request(
            String method,
            URI requestUri,
            CallIdHeader callId,
            long cseq,
            FromHeader from,
            ToHeader to,
            ViaHeader via) {
        try {
            Request request = MESSAGES.createRequest(
                    requestUri,
                    method,
                    callId,
                    HEADERS.createCSeqHeader(cseq, method),
                    from,
                    to,
                    List.of(via),
                    HEADERS.createMaxForwardsHeader(MAX_FORWARDS));
            request.setHeader(header("User-Agent", PRODUCT));
            return request;
        } catch (ParseException | InvalidArgumentException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A response to a request: its Via, From, To, Call-ID, CSeq and Record-Route, and our Server. */
    public static Response response(Request request, int status) {
        SIPResponse response = ((SIPRequest) request).createResponse(status);
        if (status != Response.TRYING) {
            response.setHeader(header("Server", PRODUCT));
        }
        return response;
    }

    /** Any header from its name and value. */
    public static Header header(String name, String value) {
        try {
            return HEADERS.createHeader(name, value);
        } catch (ParseException e) {
            throw new IllegalArgumentException(name + ": " + value, e);
        }
    }

    /** A header whose value a peer wrote; empty when it is malformed. */
    public static Optional<Header> parseHeader(String name, String value) {
        try {
            return Optional.of(HEADERS.createHeader(name, value));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** Writes a header that lists tokens, each as a header of its own, which is how the stack wants it. */
    public static void list(Message message, String name, Collection<String> tokens) {
        message.removeHeader(name);
        tokens.forEach(token -> message.addHeader(header(name, token)));
    }

    public static ViaHeader via(String host, int port, SipTransport transport, String branch) {
        try {
            ViaHeader via = HEADERS.createViaHeader(Hosts.bracketed(host), port, transport.name(), branch);
            ((gov.nist.javax.sip.header.Via) via).setParameter("rport", (String) null);
            return via;
        } catch (ParseException | InvalidArgumentException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static ContactHeader contact(String address) {
        return HEADERS.createContactHeader(address(address));
    }

    public static FromHeader from(Address address, String tag) {
        try {
            return HEADERS.createFromHeader((Address) address.clone(), tag);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static ToHeader to(Address address, @Nullable String tag) {
        try {
            return HEADERS.createToHeader((Address) address.clone(), tag);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static CallIdHeader callId(String value) {
        try {
            return HEADERS.createCallIdHeader(value);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static Address address(String text) {
        try {
            return ADDRESSES.createAddress(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public static SipURI sipUri(String text) {
        try {
            return (SipURI) ADDRESSES.createURI(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A URI that a peer wrote, such as one embedded in a header; empty when it is none. */
    public static Optional<URI> parseUri(String text) {
        try {
            return Optional.of(ADDRESSES.createURI(text));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** An address that a peer wrote; empty when it is none. */
    public static Optional<Address> parseAddress(String text) {
        try {
            return Optional.of(ADDRESSES.createAddress(text));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    public static void body(Message message, byte[] content, String contentType) {
        message.setHeader(header("Content-Type", contentType));
        ((SIPMessage) message).setMessageContent(content);
    }

    /** A copy that shares nothing that is ever changed. */
    public static Request copy(Request request) {
        return (Request) request.clone();
    }

    public static String callId(Message message) {
        return ((CallIdHeader) message.getHeader(CallIdHeader.NAME)).getCallId();
    }

    public static CSeqHeader cseq(Message message) {
        return (CSeqHeader) message.getHeader(CSeqHeader.NAME);
    }

    public static long cseqNumber(Message message) {
        return cseq(message).getSeqNumber();
    }

    public static @Nullable String fromTag(Message message) {
        return ((FromHeader) message.getHeader(FromHeader.NAME)).getTag();
    }

    public static @Nullable String toTag(Message message) {
        return ((ToHeader) message.getHeader(ToHeader.NAME)).getTag();
    }

    public static Address fromAddress(Message message) {
        return ((FromHeader) message.getHeader(FromHeader.NAME)).getAddress();
    }

    public static Address toAddress(Message message) {
        return ((ToHeader) message.getHeader(ToHeader.NAME)).getAddress();
    }

    public static ViaHeader topVia(Message message) {
        return (ViaHeader) message.getHeader(ViaHeader.NAME);
    }

    public static @Nullable Address contactAddress(Message message) {
        return message.getHeader(ContactHeader.NAME) instanceof ContactHeader contact ? contact.getAddress() : null;
    }

    /** All headers of a name, in order. */
    public static Stream<Header> headers(Message message, String name) {
        Iterator<?> found = message.getHeaders(name);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(found, Spliterator.ORDERED), false)
                .map(Header.class::cast);
    }

    /** The value of a header as text, the first one if there are several; null when absent. */
    public static @Nullable String value(Message message, String name) {
        Header header = message.getHeader(name);
        return header == null ? null : valueOf(header);
    }

    /** What stands behind the colon. */
    public static String valueOf(Header header) {
        String line = header.toString().strip();
        return line.substring(line.indexOf(':') + 1).strip();
    }

    /** The number that a value begins with, such as Retry-After's seconds; empty when it begins with none. */
    public static Optional<Long> leadingNumber(String value) {
        String digits = value.strip().split("[^0-9]", 2)[0];
        return digits.isEmpty() || digits.length() > MAX_DIGITS ? Optional.empty() : Optional.of(Long.valueOf(digits));
    }

    /** The duration in a header that counts seconds, such as Expires or Retry-After; empty when absent or malformed. */
    public static Optional<Duration> seconds(Message message, String name) {
        String value = value(message, name);
        return value == null ? Optional.empty() : leadingNumber(value).map(Duration::ofSeconds);
    }

    /** Whether a header that lists tokens, such as Supported, has one of them. */
    public static boolean lists(Message message, String name, String token) {
        String wanted = token.toLowerCase(Locale.ROOT);
        return tokens(message, name).anyMatch(wanted::equals);
    }

    /** The tokens of a header that lists them, in lower case. */
    public static Stream<String> tokens(Message message, String name) {
        return headers(message, name)
                .flatMap(header -> Stream.of(valueOf(header).split(",")))
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .filter(token -> !token.isEmpty());
    }

    /** Method or status line, for people. */
    public static String summary(Message message) {
        return message instanceof Response response
                ? response.getStatusCode() + " " + response.getReasonPhrase()
                : ((Request) message).getMethod();
    }

    /** The message as on the wire. */
    public static String text(Message message) {
        // Not encodeAsBytes, which writes its argument into the top Via.
        return ((SIPMessage) message).encode();
    }
}
