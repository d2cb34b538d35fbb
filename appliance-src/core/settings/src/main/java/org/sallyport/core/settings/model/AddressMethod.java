package org.sallyport.core.settings.model;

import org.sallyport.base.address.Cidr;

/** How an interface comes by its address of one family. */
public sealed interface AddressMethod {
    /** It has none of that family. */
    record None() implements AddressMethod {}

    /** A server gives it (RFC 2131, RFC 8415). */
    record Dhcp() implements AddressMethod {}

    /** It makes one from router advertisements (RFC 4862); IPv6 only. */
    record Slaac() implements AddressMethod {}

    /** The one given, with its subnet. */
    record Fixed(Cidr cidr) implements AddressMethod {}

    /** Whether the address is only known once the network is up. */
    default boolean isDynamic() {
        return switch (this) {
            case Dhcp _, Slaac _ -> true;
            case None _, Fixed _ -> false;
        };
    }
}
