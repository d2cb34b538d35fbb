package org.sallyport.service.sip.route;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.sallyport.core.settings.model.SipTransport;

/**
 * Finds the addresses, ports and transports of a target, in the order to try them (RFC 3263 section 4). Blocks while DNS
 * is asked; thread-safe.
 */
public final class SipLocator implements AutoCloseable {
    private static final int MAX_HOPS = 32;

    private final Names names;
    private final RandomGenerator random;
    private final Runnable close;

    /** A locator that asks given name servers in order; none means those of the system. */
    public SipLocator(List<InetSocketAddress> nameServers) {
        this(new DnsNames(nameServers, InstantSource.system()), RandomGenerator.getDefault());
    }

    private SipLocator(DnsNames names, RandomGenerator random) {
        this(names, random, names::close);
    }

    SipLocator(Names names, RandomGenerator random, Runnable close) {
        this.names = names;
        this.random = random;
        this.close = close;
    }

    /**
     * Locates a target.
     *
     * @param available transports that we can send with
     * @return at least one hop, first the one to try first
     * @throws UnlocatableException when there is none
     */
    public List<NextHop> locate(SipTarget target, Set<SipTransport> available) throws UnlocatableException {
        Set<SipTransport> usable = EnumSet.noneOf(SipTransport.class);
        usable.addAll(available);
        if (target.secure()) {
            usable.retainAll(Set.of(SipTransport.TLS));
        }
        List<NextHop> hops = hops(target, usable).stream()
                .filter(hop -> usable.contains(hop.transport()) && hop.address().getPort() > 0)
                .distinct()
                .limit(MAX_HOPS)
                .toList();
        if (hops.isEmpty()) {
            throw new UnlocatableException("no address of a usable transport (" + usable + ") for " + target.host());
        }
        return hops;
    }

    /** The addresses of a host by its A and AAAA records; none when it is not found. Blocks as {@link #locate} does. */
    public List<InetAddress> addresses(String host) {
        return names.addresses(host);
    }

    private List<NextHop> hops(SipTarget target, Set<SipTransport> usable) {
        SipTransport stated = target.transport().orElse(target.fallback());
        Optional<InetAddress> literal = literal(target.host());
        if (literal.isPresent()) {
            return List.of(hop(target, literal.get(), port(target, stated), stated));
        }
        if (target.port() != 0) {
            return atHost(target, target.host(), target.port(), stated);
        }
        List<NextHop> found = target.transport().isPresent()
                ? byService(target, service(stated) + target.host(), stated)
                : byNaptr(target, usable);
        return found.isEmpty() ? atHost(target, target.host(), port(target, stated), stated) : found;
    }

    /** RFC 3263 section 4.1: NAPTR records say which transports the domain prefers, else the SRV records that exist. */
    private List<NextHop> byNaptr(SipTarget target, Set<SipTransport> usable) {
        List<NextHop> hops = new ArrayList<>();
        List<Naptr> offered = names.naptr(target.host()).stream()
                .filter(naptr -> naptr.flags().equalsIgnoreCase("s"))
                .filter(naptr -> transport(naptr).filter(usable::contains).isPresent())
                .sorted(Comparator.comparingInt(Naptr::order).thenComparingInt(Naptr::preference))
                .toList();
        for (Naptr naptr : offered) {
            hops.addAll(byService(target, naptr.replacement(), transport(naptr).orElseThrow()));
        }
        if (hops.isEmpty()) {
            inOrderOfPreference(target, usable)
                    .forEach(
                            transport -> hops.addAll(byService(target, service(transport) + target.host(), transport)));
        }
        return hops;
    }

    /** Without NAPTR any order will do; the transport of the settings comes first. */
    private static List<SipTransport> inOrderOfPreference(SipTarget target, Set<SipTransport> usable) {
        return usable.stream()
                .sorted(Comparator.comparing(transport -> transport != target.fallback()))
                .toList();
    }

    private List<NextHop> byService(SipTarget target, String service, SipTransport transport) {
        TreeMap<Integer, List<Srv>> byPriority = names.srv(service).stream()
                .filter(srv -> !srv.target().equals("."))
                .collect(Collectors.groupingBy(Srv::priority, TreeMap::new, Collectors.toList()));
        List<NextHop> hops = new ArrayList<>();
        for (List<Srv> equals : byPriority.values()) {
            for (Srv srv : byWeight(equals)) {
                hops.addAll(atHost(target, srv.target(), srv.port(), transport));
            }
        }
        return hops;
    }

    /** RFC 2782: chosen at random in proportion to weight, again and again until none is left. */
    private List<Srv> byWeight(List<Srv> records) {
        List<Srv> left = new ArrayList<>(records);
        left.sort(Comparator.comparingInt(Srv::weight));
        List<Srv> chosen = new ArrayList<>();
        while (!left.isEmpty()) {
            int sum = left.stream().mapToInt(Srv::weight).sum();
            int mark = random.nextInt(sum + 1);
            int i = 0;
            for (int running = left.getFirst().weight();
                    running < mark;
                    running += left.get(i).weight()) {
                i++;
            }
            chosen.add(left.remove(i));
        }
        return chosen;
    }

    private List<NextHop> atHost(SipTarget target, String host, int port, SipTransport transport) {
        return literal(host).map(List::of).orElseGet(() -> names.addresses(host)).stream()
                .map(address -> hop(target, address, port, transport))
                .toList();
    }

    private static NextHop hop(SipTarget target, InetAddress address, int port, SipTransport transport) {
        return new NextHop(target.host(), new InetSocketAddress(address, port), transport);
    }

    private static Optional<InetAddress> literal(String host) {
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return octets == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static int port(SipTarget target, SipTransport transport) {
        if (target.port() != 0) {
            return target.port();
        }
        return transport == SipTransport.TLS ? 5061 : 5060;
    }

    private static String service(SipTransport transport) {
        return switch (transport) {
            case UDP -> "_sip._udp.";
            case TCP -> "_sip._tcp.";
            case TLS -> "_sips._tcp.";
        };
    }

    private static Optional<SipTransport> transport(Naptr naptr) {
        return switch (naptr.service().toUpperCase(Locale.ROOT)) {
            case "SIP+D2U" -> Optional.of(SipTransport.UDP);
            case "SIP+D2T" -> Optional.of(SipTransport.TCP);
            case "SIPS+D2T" -> Optional.of(SipTransport.TLS);
            default -> Optional.empty();
        };
    }

    @Override
    public void close() {
        close.run();
    }
}
