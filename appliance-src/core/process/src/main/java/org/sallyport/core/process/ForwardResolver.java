package org.sallyport.core.process;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Resolves names to addresses as the platform does, and never an address to a name. The web server asks for the name of every
 * peer that connects; in a DMZ whose name servers do not answer that would cost each connection the resolver's ten seconds.
 */
public final class ForwardResolver extends InetAddressResolverProvider {
    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new Forward(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "forward only";
    }

    private record Forward(InetAddressResolver platform) implements InetAddressResolver {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            return platform.lookupByName(host, policy);
        }

        /** Always throws; callers then take the address as text for the name. */
        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            throw new UnknownHostException("names of addresses are not asked for");
        }
    }
}
