package org.sallyport.service.sip.route;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The domain name system by Netty's resolver, on one thread of its own; over TCP when an answer does not fit. Answers are
 * kept for their time to live within bounds, "nothing" for {@value #NOTHING_SECONDS} seconds. Thread-safe.
 */
final class DnsNames implements Names, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DnsNames.class);
    private static final int MAX_KEPT = 2_000;
    private static final int MAX_RECORDS = 64;
    private static final int MAX_TTL_SECONDS = 3_600;
    private static final int NOTHING_SECONDS = 5;
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(8);

    private final InstantSource clock;
    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("sip-dns", true), NioIoHandler.newFactory());
    private final DnsNameResolver resolver;
    private final Map<String, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MAX_KEPT;
        }
    });

    private record Kept(List<?> records, Instant until) {}

    private record Answer<T>(List<T> records, long ttlSeconds) {}

    /**
     * Makes a resolver.
     *
     * @param nameServers to ask in this order; empty for those of the system
     */
    DnsNames(List<InetSocketAddress> nameServers, InstantSource clock) {
        this.clock = clock;
        this.resolver = new DnsNameResolverBuilder(loop.next())
                .datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class)
                .nameServerProvider(provider(nameServers))
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                .queryTimeoutMillis(QUERY_TIMEOUT.toMillis())
                .ttl(1, MAX_TTL_SECONDS)
                .negativeTtl(NOTHING_SECONDS)
                .build();
    }

    private static DnsServerAddressStreamProvider provider(List<InetSocketAddress> nameServers) {
        return nameServers.isEmpty()
                ? DnsServerAddressStreamProviders.platformDefault()
                : new SequentialDnsServerAddressStreamProvider(nameServers);
    }

    @Override
    public List<Naptr> naptr(String name) {
        return records(name, DnsRecordType.NAPTR, DnsNames::naptr);
    }

    @Override
    public List<Srv> srv(String name) {
        return records(name, DnsRecordType.SRV, DnsNames::srv);
    }

    @Override
    public List<InetAddress> addresses(String name) {
        List<InetAddress> found = await(resolver.resolveAll(name), name);
        return found == null ? List.of() : found.stream().limit(MAX_RECORDS).toList();
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> records(String name, DnsRecordType type, Function<ByteBuf, T> reader) {
        String key = type.name() + " " + name;
        Kept known = kept.get(key);
        if (known != null && clock.instant().isBefore(known.until)) {
            return (List<T>) known.records;
        }
        Answer<T> answer = query(name, type, reader);
        kept.put(key, new Kept(answer.records, clock.instant().plusSeconds(answer.ttlSeconds)));
        return answer.records;
    }

    private <T> Answer<T> query(String name, DnsRecordType type, Function<ByteBuf, T> reader) {
        List<DnsRecord> raw = await(resolver.resolveAll(new DefaultDnsQuestion(name + ".", type)), name);
        List<T> read = new ArrayList<>();
        long ttl = MAX_TTL_SECONDS;
        for (DnsRecord record : raw == null ? List.<DnsRecord>of() : raw) {
            try {
                if (record instanceof DnsRawRecord octets && record.type().equals(type) && read.size() < MAX_RECORDS) {
                    read.add(reader.apply(octets.content()));
                    ttl = Math.min(ttl, Math.max(1, record.timeToLive()));
                }
            } catch (RuntimeException malformed) {
                LOG.debug("malformed {} record of {}: {}", type, name, malformed.toString());
            } finally {
                ReferenceCountUtil.release(record);
            }
        }
        return new Answer<>(List.copyOf(read), read.isEmpty() ? NOTHING_SECONDS : ttl);
    }

    private static <T> @Nullable T await(Future<T> lookup, String name) {
        try {
            return lookup.get(LOOKUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("nothing known of {}: {}", name, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private static Naptr naptr(ByteBuf data) {
        return new Naptr(
                data.readUnsignedShort(),
                data.readUnsignedShort(),
                characterString(data),
                characterString(data),
                skipThenName(data));
    }

    private static String skipThenName(ByteBuf data) {
        characterString(data);
        return name(data);
    }

    private static Srv srv(ByteBuf data) {
        return new Srv(data.readUnsignedShort(), data.readUnsignedShort(), data.readUnsignedShort(), name(data));
    }

    private static String characterString(ByteBuf data) {
        return data.readString(data.readUnsignedByte(), StandardCharsets.US_ASCII);
    }

    /** A name without its final dot; the root stays a dot. */
    private static String name(ByteBuf data) {
        String name = DefaultDnsRecordDecoder.decodeName(data);
        return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    @Override
    public void close() {
        resolver.close();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
}
