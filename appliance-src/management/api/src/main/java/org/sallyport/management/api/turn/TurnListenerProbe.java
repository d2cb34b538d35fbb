package org.sallyport.management.api.turn;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.AddressText;
import org.sallyport.core.control.director.TurnCredential;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.core.settings.model.TurnSettings.TurnRelay;
import org.sallyport.core.settings.model.TurnSettings.TurnTransport;
import org.sallyport.management.api.turn.TurnTestResult.Name;
import org.sallyport.management.api.turn.TurnTestResult.Outcome;
import org.sallyport.management.api.turn.TurnTestResult.Step;
import org.sallyport.protocol.stun.ErrorCode;

/** What one client does at one listener, asked at one address. */
final class TurnListenerProbe {
    private final TurnListener listener;
    private final InetSocketAddress target;
    private final boolean isAdvertised;
    private final TurnRelay relay;
    private final Clock clock;

    /**
     * A probe that was not made yet.
     *
     * @param isAdvertised whether the target is reached through NAT
     */
    TurnListenerProbe(
            TurnListener listener, InetSocketAddress target, boolean isAdvertised, TurnRelay relay, Clock clock) {
        this.listener = listener;
        this.target = target;
        this.isAdvertised = isAdvertised;
        this.relay = relay;
        this.clock = clock;
    }

    /** A step that was done, with what is to be done about what was seen there, if anything. */
    private record Done(String seen, @Nullable String remedy) {
        static Done well(String seen) {
            return new Done(seen, null);
        }
    }

    /** What somebody is to do something about. */
    private static final class TroubleException extends IOException {
        private static final long serialVersionUID = 1L;

        private final String remedy;

        TroubleException(String seen, String remedy) {
            super(seen);
            this.remedy = remedy;
        }
    }

    /** Takes one step after the other until one fails. */
    TurnTestResult run(TurnCredential credential) {
        List<Name> names = new ArrayList<>(EnumSet.allOf(Name.class));
        if (listener.transport() == TurnTransport.UDP) {
            names.remove(Name.CONNECT);
        }
        List<Step> steps = new ArrayList<>();
        try (TurnWay way = TurnWay.open(listener.transport(), target);
                TurnClient client = new TurnClient(way, credential)) {
            List<InetSocketAddress> relayed = new ArrayList<>();
            for (Name name : names) {
                Done done = switch (name) {
                    case CONNECT -> connected(way);
                    case STUN -> Done.well("It sees " + AddressText.of(client.mapped()) + ".");
                    case ALLOCATE -> allocated(client, relayed);
                    case PERMIT -> permitted(client, relayed);
                    case RELAY -> relayed(client, relayed);
                };
                steps.add(new Step(name, Outcome.PASSED, done.seen, done.remedy));
            }
        } catch (IOException e) {
            // what goes wrong when all is done is that the server does not take the allocation back
            if (steps.size() < names.size()) {
                Name failed = names.get(steps.size());
                steps.add(new Step(failed, Outcome.FAILED, seen(e), remedy(failed, e)));
            }
        }
        names.subList(steps.size(), names.size())
                .forEach(name -> steps.add(new Step(name, Outcome.LEFT_OUT, "", null)));
        return new TurnTestResult(listener.name(), listener.transport(), AddressText.of(target), isAdvertised, steps);
    }

    private Done connected(TurnWay way) throws TroubleException {
        if (way.encryption().isEmpty()) {
            return Done.well("It takes the connection.");
        }
        TurnWay.Encryption encryption = way.encryption().get();
        X509Certificate certificate = encryption.certificate();
        LocalDate end = LocalDate.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC);
        String subject = certificate.getSubjectX500Principal().getName();
        if (certificate.getNotAfter().toInstant().isBefore(clock.instant())) {
            throw new TroubleException(
                    "The certificate of " + subject + " ended on " + end + ".",
                    "Install another in the directory turn-tls: clients refuse this one.");
        }
        boolean isItsOwn = certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
        return new Done(
                encryption.protocol() + ", certificate of " + subject + " until " + end
                        + (isItsOwn ? ", issued by itself." : "."),
                isItsOwn
                        ? "Install one of an authority that clients trust in the directory turn-tls: browsers refuse"
                                + " this one."
                        : null);
    }

    private Done allocated(TurnClient client, List<InetSocketAddress> relayed) throws IOException {
        relayed.addAll(client.allocate());
        String addresses = texts(relayed);
        if (relay.ipv6().isPresent() && relayed.size() == 1) {
            throw new TroubleException(
                    "It relays at " + addresses + " alone.",
                    "See whether this system has turn.relay.ipv6-address, and free ports there.");
        }
        return Done.well("It relays at " + addresses + ".");
    }

    private static Done permitted(TurnClient client, List<InetSocketAddress> relayed) throws IOException {
        client.permit(relayed);
        return Done.well("It lets " + texts(relayed) + " send to it.");
    }

    private static Done relayed(TurnClient client, List<InetSocketAddress> relayed) throws IOException {
        for (InetSocketAddress address : relayed) {
            client.echo(address);
        }
        return Done.well("A packet that it sent to " + texts(relayed) + " came back.");
    }

    private static String texts(List<InetSocketAddress> addresses) {
        return addresses.stream().map(AddressText::of).collect(Collectors.joining(" and "));
    }

    private static String seen(IOException e) {
        return switch (e) {
            case TroubleException trouble -> String.valueOf(trouble.getMessage());
            case SocketTimeoutException _, TlsTimeoutException _ -> "Nothing came back.";
            case ConnectException _, PortUnreachableException _ -> "Nobody listens there.";
            case EOFException _ -> "The connection was ended.";
            default -> sentence(String.valueOf(e.getMessage()));
        };
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }

    private String remedy(Name failed, IOException e) {
        if (e instanceof TroubleException trouble) {
            return trouble.remedy;
        }
        return switch (failed) {
            case CONNECT, STUN ->
                isAdvertised
                        ? "The router does not lead this port here, or does not turn back what comes from here: a client"
                                + " outside tells which."
                        : "See in the alarms whether the listener is open, and in the firewall whether its port is.";
            case ALLOCATE -> remedyOfRefusal(e);
            case PERMIT -> "See turn.peers: a client must be let reach the relayed addresses of others.";
            case RELAY ->
                isRelayedBehindNat()
                        ? "The router does not lead ports " + relay.firstPort() + " to " + relay.lastPort()
                                + " here, or does not turn back what comes from here; then two clients of this server do"
                                + " not reach each other either."
                        : "See in the firewall whether ports " + relay.firstPort() + " to " + relay.lastPort()
                                + " are open.";
        };
    }

    private boolean isRelayedBehindNat() {
        return !relay.ipv4().bound().equals(relay.ipv4().advertised());
    }

    private static String remedyOfRefusal(IOException e) {
        int code = e instanceof TurnRefusalException refusal ? refusal.code() : 0;
        return switch (code) {
            case ErrorCode.TRY_ALTERNATE, ErrorCode.ALLOCATION_QUOTA_REACHED, ErrorCode.INSUFFICIENT_CAPACITY ->
                "New clients are held off before maintenance, or turn.limits, turn.bandwidth.all or the ports of turn.relay"
                        + " are used up.";
            case ErrorCode.UNAUTHENTICATED, ErrorCode.STALE_NONCE ->
                "Another server answers there: see where the router leads this port.";
            default -> "See the log of the director.";
        };
    }
}
