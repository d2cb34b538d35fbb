package org.sallyport.protocol.h323.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.h323.AllTypes;
import org.sallyport.protocol.h323.h225.EndpointIdentifier;
import org.sallyport.protocol.h323.h225.GatekeeperIdentifier;
import org.sallyport.protocol.h323.h225.TransportAddress;
import org.sallyport.protocol.h323.h245.MulticastAddress;
import org.sallyport.protocol.h323.h245.UnicastAddress;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.ArbitraryReader;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;

/** No member of an address or identifier type, in any type of the schema, is unknown to the visitor. */
class CompletenessTest {
    private static final Set<Class<?>> ADDRESSES =
            Set.of(TransportAddress.class, UnicastAddress.class, MulticastAddress.class);
    private static final Set<Class<?>> IDENTIFIERS = Set.of(EndpointIdentifier.class, GatekeeperIdentifier.class);

    private static final int FEW = 5;
    private static final int MANY = 3_000;

    /** Members whose names speak of addresses and that are none of a transport: subscriber numbers, ATM, names of a network. */
    private static final Set<String> OTHER_ADDRESSES = Set.of(
            "ConferenceResponse.ExtensionAddressResponse.extensionAddress",
            "DialingInformationNumber.networkAddress",
            "DialingInformationNumber.subAddress",
            "IsupPrivatePartyNumber.address",
            "IsupPublicPartyNumber.address",
            "NetworkAccessParameters.NetworkAddress.E164Address.value",
            "PartySubaddress.NsapSubaddress.value",
            "Q2931Address.Address.NsapAddress.value",
            "Q2931Address.subaddress",
            "UserSpecifiedSubaddress.subaddressInformation");

    @Test
    void everyMemberOfAnAddressTypeIsShown() {
        Set<String> declared = new TreeSet<>();
        AllTypes.classes().forEach(type -> declared.addAll(addressMembers(type)));
        Set<String> shown = new TreeSet<>();
        for (PerType<?> type : AllTypes.named()) {
            Set<String> own = new TreeSet<>(declared);
            own.removeIf(member -> !member.startsWith(javaName(type) + "."));
            for (int seed = 0; seed < FEW || (seed < MANY && !shown.containsAll(own)); seed++) {
                assertEachIsShown(type, seed, shown);
            }
        }
        assertThat(declared).hasSizeGreaterThan(60);
        assertThat(shown).containsAll(declared);
    }

    @Test
    void noOctetsOrStringsAreCalledAnAddressOutsideOfTheAddressTypes() {
        Set<String> suspicious = new TreeSet<>();
        for (Class<?> type : AllTypes.classes()) {
            if (type.isRecord() && ADDRESSES.stream().noneMatch(address -> address.isAssignableFrom(type))) {
                for (RecordComponent component : type.getRecordComponents()) {
                    boolean plain = component.getType() == Octets.class || component.getType() == String.class;
                    String name = name(type) + "." + component.getName();
                    String word = component.getName().equals("value") ? type.getSimpleName() : component.getName();
                    if (plain && word.matches("(?i).*(address|ipv[46]|tsap).*")) {
                        suspicious.add(name);
                    }
                }
            }
        }
        assertThat(suspicious).isEqualTo(OTHER_ADDRESSES);
    }

    private static String javaName(PerType<?> type) {
        return type.name().replace("-", "");
    }

    private static List<String> addressMembers(Class<?> type) {
        List<String> members = new ArrayList<>();
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                Class<?> held = heldIn(component.getGenericType());
                if (ADDRESSES.contains(held) || IDENTIFIERS.contains(held)) {
                    members.add(name(type) + "." + component.getName());
                }
            }
        }
        return members;
    }

    private static Class<?> heldIn(Type type) {
        return switch (type) {
            case ParameterizedType list -> heldIn(list.getActualTypeArguments()[0]);
            case Class<?> plain -> plain;
            default -> throw new IllegalStateException("unexpected " + type);
        };
    }

    private static String name(Class<?> type) {
        String full = type.getName().replace('$', '.');
        return full.substring(type.getPackageName().length() + 1);
    }

    /** All that reflection finds in a value and only that is shown, and afterwards nothing else is in there. */
    private static <T extends PerValue> void assertEachIsShown(PerType<T> type, int seed, Set<String> members) {
        T value = ArbitraryReader.value(type, seed);
        List<PerValue> found = new ArrayList<>();
        collect(value, found, members);
        if (found.isEmpty()) {
            return;
        }
        Marking marking = new Marking();
        PerResult<T> decoded = type.decode(type.encode(value));
        assertThat(decoded).isInstanceOf(PerResult.Decoded.class);
        T marked =
                MessageRewriter.rewrite((PerResult.Decoded<T>) decoded, marking).value();
        List<PerValue> remaining = new ArrayList<>();
        collect(marked, remaining, new TreeSet<>());
        assertThat(remaining).as("%s with seed %d", type, seed).hasSameSizeAs(found);
        assertThat(remaining).allMatch(Marking::isMark);
    }

    private static void collect(@Nullable Object value, List<PerValue> found, Set<String> members) {
        switch (value) {
            case null -> {}
            case Collection<?> list -> list.forEach(one -> collect(one, found, members));
            case PerValue address when Marking.isMarked(address) -> found.add(address);
            case Record one -> {
                for (RecordComponent component : one.getClass().getRecordComponents()) {
                    Object held = held(one, component);
                    if (held != null
                            && addressMembers(one.getClass())
                                    .contains(name(one.getClass()) + "." + component.getName())) {
                        boolean some = !(held instanceof Collection<?> list) || !list.isEmpty();
                        if (some) {
                            members.add(name(one.getClass()) + "." + component.getName());
                        }
                    }
                    collect(held, found, members);
                }
            }
            default -> {}
        }
    }

    private static @Nullable Object held(Record value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a mark in the place of everything that it is shown. */
    private static final class Marking implements MessageVisitor {
        private static final IpTransportAddress MARK = new IpTransportAddress(Octets.of(new byte[] {1, 2, 3, 4}), 4711);
        private static final Octets MARKED = Octets.of((byte) 0x2a);

        @Override
        public IpTransportAddress address(IpTransportAddress address) {
            return MARK;
        }

        @Override
        @SuppressWarnings("unchecked") // the mark is of the type that is shown
        public <T extends PerValue> T otherAddress(T address) {
            return (T)
                    switch (address) {
                        case TransportAddress _ -> new TransportAddress.Nsap(MARKED);
                        case UnicastAddress _ -> new UnicastAddress.Nsap(MARKED);
                        default -> new MulticastAddress.Nsap(MARKED);
                    };
        }

        @Override
        public EndpointIdentifier endpointIdentifier(EndpointIdentifier identifier) {
            return new EndpointIdentifier("mark");
        }

        @Override
        public GatekeeperIdentifier gatekeeperIdentifier(GatekeeperIdentifier identifier) {
            return new GatekeeperIdentifier("mark");
        }

        /** Whether a value is of a type that is shown. */
        static boolean isMarked(PerValue value) {
            return value instanceof TransportAddress
                    || value instanceof UnicastAddress
                    || value instanceof MulticastAddress
                    || value instanceof EndpointIdentifier
                    || value instanceof GatekeeperIdentifier;
        }

        static boolean isMark(PerValue value) {
            return switch (value) {
                case EndpointIdentifier(String name) -> name.equals("mark");
                case GatekeeperIdentifier(String name) -> name.equals("mark");
                case TransportAddress.Nsap(Octets octets) -> octets.equals(MARKED);
                case UnicastAddress.Nsap(Octets octets) -> octets.equals(MARKED);
                case MulticastAddress.Nsap(Octets octets) -> octets.equals(MARKED);
                default -> MARK.equals(AddressForms.ip(value));
            };
        }
    }
}
