package org.sallyport.service.sip.topology;

import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sip.header.Header;
import javax.sip.header.HeaderAddress;
import javax.sip.message.Message;
import org.sallyport.base.address.Side;
import org.sallyport.core.telemetry.metrics.Counter;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.service.sip.stack.Messages;

/**
 * Which headers of a message received on one leg go into ours on the other. Thread-safe.
 *
 * <p>Outward it is an allow-list: what is not named here is dropped and counted. Inward unknown extension headers pass,
 * as the inside's systems speak extensions to their own clients outside; but not those of a trust domain (P- headers of
 * RFC 7315, Remote-Party-ID), which an outside peer could only forge. What belongs to a leg (Via, Contact, Route, timers,
 * credentials) is never copied.
 */
public final class HeaderPolicy {
    /** Option tags that hold end to end through us (RFC 3262, 4028, 3311's Allow apart, 3891, 3312, 4488, 8262). */
    private static final Set<String> OPTION_TAGS = Set.of(
            "100rel",
            "timer",
            "replaces",
            "norefersub",
            "precondition",
            "histinfo",
            "tdialog",
            "recipient-list-invite");
    /** Those that are not settled on each leg anew. */
    private static final Set<String> PASSED_OPTIONS =
            OPTION_TAGS.stream().filter(tag -> !tag.equals("timer")).collect(Collectors.toUnmodifiableSet());
    /** Methods that pass, as Allow names them. */
    private static final Set<String> METHODS = Set.of(
            "INVITE",
            "ACK",
            "BYE",
            "CANCEL",
            "OPTIONS",
            "INFO",
            "UPDATE",
            "PRACK",
            "REFER",
            "NOTIFY",
            "MESSAGE",
            "REGISTER");

    /** Longest unknown header taken inward, characters. */
    private static final int MAX_UNKNOWN_LENGTH = 2_048;

    /** Retry-After's seconds, or Reason's protocol and cause (RFC 3326), without the text behind them. */
    private static final Pattern CAUSE =
            Pattern.compile("\\d+|[A-Za-z0-9.]+\\s*;\\s*cause\\s*=\\s*\\d+", Pattern.CASE_INSENSITIVE);

    private static final Map<String, Crossing> RULES = rules();

    private final UriMap uris;
    private final Metrics metrics;

    public HeaderPolicy(UriMap uris, Metrics metrics) {
        this.uris = uris;
        this.metrics = metrics;
    }

    /** What our Allow names. */
    public static Collection<String> allow() {
        return new TreeSet<>(METHODS);
    }

    /** What our Supported names. */
    public static Collection<String> supported() {
        return new TreeSet<>(OPTION_TAGS);
    }

    public static boolean isSupportedOption(String tag) {
        return OPTION_TAGS.contains(tag);
    }

    public static boolean isKnownMethod(String method) {
        return METHODS.contains(method);
    }

    /** Copies what may pass from a message of a side into ours for the other. The body is not touched. */
    public void pass(Message received, Side from, Message ours) {
        Side viewer = from.opposite();
        for (String name : names(received)) {
            Crossing crossing = RULES.getOrDefault(name, Crossing.UNKNOWN);
            switch (crossing) {
                case NEVER -> {}
                case BOTH_WAYS -> copy(received, name, ours);
                case INWARD -> {
                    if (viewer == Side.INTERNAL) {
                        copy(received, name, ours);
                    }
                }
                case CAUSE -> cause(received, name, viewer, ours);
                case IDENTITY -> identity(received, name, viewer, ours);
                case OPTIONS -> tokens(received, name, PASSED_OPTIONS, ours);
                case METHODS -> tokens(received, name, METHODS, ours);
                case UNKNOWN -> unknown(received, name, viewer, ours);
            }
        }
    }

    private static void copy(Message received, String name, Message ours) {
        Messages.headers(received, name).forEach(header -> ours.addHeader((Header) header.clone()));
    }

    private static void cause(Message received, String name, Side viewer, Message ours) {
        if (viewer == Side.INTERNAL) {
            copy(received, name, ours);
            return;
        }
        Messages.headers(received, name).forEach(header -> {
            Matcher code = CAUSE.matcher(Messages.valueOf(header));
            if (code.lookingAt()) {
                ours.addHeader(Messages.header(name, code.group()));
            }
        });
    }

    /** Asserted by the trusted side only (RFC 3325 section 5), and not when privacy is asked for (section 7). */
    private void identity(Message received, String name, Side viewer, Message ours) {
        boolean hidden = Messages.lists(received, "Privacy", "id") || Messages.lists(received, "Privacy", "user");
        if (viewer == Side.INTERNAL || hidden) {
            return;
        }
        Messages.headers(received, name).forEach(header -> {
            if (header instanceof HeaderAddress asserted) {
                ours.addHeader(Messages.header(
                        name, uris.address(asserted.getAddress(), viewer).toString()));
            }
        });
    }

    private static void tokens(Message received, String name, Set<String> kept, Message ours) {
        Set<String> known =
                kept.stream().map(token -> token.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        Map<String, String> spelling =
                kept.stream().collect(Collectors.toMap(token -> token.toLowerCase(Locale.ROOT), token -> token));
        Messages.tokens(received, name)
                .filter(known::contains)
                .distinct()
                .forEach(token -> ours.addHeader(Messages.header(name, spelling.getOrDefault(token, token))));
    }

    private void unknown(Message received, String name, Side viewer, Message ours) {
        boolean trustDomain = name.startsWith("p-");
        if (viewer == Side.EXTERNAL || trustDomain) {
            dropped(viewer).increment();
            return;
        }
        Messages.headers(received, name).forEach(header -> {
            String value = Messages.valueOf(header);
            if (value.length() <= MAX_UNKNOWN_LENGTH) {
                ours.addHeader((Header) header.clone());
            } else {
                dropped(viewer).increment();
            }
        });
    }

    private Counter dropped(Side viewer) {
        return metrics.counter(
                "sallyport_sip_dropped_headers_total",
                "Headers that were not passed to the other leg.",
                "towards",
                viewer.name().toLowerCase(Locale.ROOT));
    }

    private static Collection<String> names(Message message) {
        Set<String> names = new TreeSet<>();
        Iterator<?> spelled = message.getHeaderNames();
        spelled.forEachRemaining(name -> names.add(((String) name).toLowerCase(Locale.ROOT)));
        return names;
    }

    private static Map<String, Crossing> rules() {
        Map<Crossing, Stream<String>> byCrossing = Map.of(
                Crossing.NEVER,
                        Stream.of(
                                "via",
                                "from",
                                "to",
                                "call-id",
                                "cseq",
                                "contact",
                                "max-forwards",
                                "record-route",
                                "route",
                                "path",
                                "service-route",
                                "user-agent",
                                "server",
                                "content-length",
                                "content-type",
                                "content-disposition",
                                "content-encoding",
                                "mime-version",
                                "authorization",
                                "proxy-authorization",
                                "www-authenticate",
                                "proxy-authenticate",
                                "authentication-info",
                                "proxy-authentication-info",
                                "session-expires",
                                "min-se",
                                "rseq",
                                "rack",
                                "timestamp",
                                "date",
                                "proxy-require",
                                "unsupported",
                                "replaces",
                                "refer-to",
                                "referred-by",
                                "warning",
                                "remote-party-id",
                                "p-preferred-identity",
                                "join",
                                "target-dialog",
                                "identity",
                                "identity-info",
                                "error-info",
                                "in-reply-to",
                                "reply-to"),
                Crossing.BOTH_WAYS,
                        Stream.of(
                                "subject",
                                "accept",
                                "accept-encoding",
                                "accept-language",
                                "content-language",
                                "privacy",
                                "priority",
                                "session-id",
                                "event",
                                "subscription-state",
                                "refer-sub",
                                "expires",
                                "info-package",
                                "recv-info",
                                "p-early-media",
                                "allow-events",
                                "answer-mode"),
                // Outward they would name inside diversions, people and servers.
                Crossing.INWARD, Stream.of("diversion", "history-info", "alert-info", "call-info", "organization"),
                Crossing.CAUSE, Stream.of("reason", "retry-after"),
                Crossing.IDENTITY, Stream.of("p-asserted-identity"),
                Crossing.OPTIONS, Stream.of("supported", "require"),
                Crossing.METHODS, Stream.of("allow"));
        return byCrossing.entrySet().stream()
                .flatMap(entry -> entry.getValue().map(name -> Map.entry(name, entry.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How a header crosses. */
    private enum Crossing {
        NEVER,
        BOTH_WAYS,
        INWARD,
        /** Codes pass, words only inward. */
        CAUSE,
        IDENTITY,
        OPTIONS,
        METHODS,
        UNKNOWN
    }
}
