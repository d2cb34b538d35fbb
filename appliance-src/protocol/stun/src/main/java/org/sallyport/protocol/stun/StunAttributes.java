package org.sallyport.protocol.stun;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The attributes that are known here, as the IANA registry of STUN attributes lists them. */
public final class StunAttributes {
    // RFC 8489 section 14; texts are bounded there to 509 or 763 octets.
    public static final AttributeType<InetSocketAddress> MAPPED_ADDRESS =
            new AttributeType<>(0x0001, "MAPPED-ADDRESS", AddressForm.PLAIN);
    public static final AttributeType<String> USERNAME = new AttributeType<>(0x0006, "USERNAME", Forms.text(509));
    public static final AttributeType<Octets> MESSAGE_INTEGRITY =
            new AttributeType<>(0x0008, "MESSAGE-INTEGRITY", Forms.words(20, 20));
    public static final AttributeType<ErrorCode> ERROR_CODE = new AttributeType<>(0x0009, "ERROR-CODE", Forms.ERROR);
    public static final AttributeType<List<Integer>> UNKNOWN_ATTRIBUTES =
            new AttributeType<>(0x000a, "UNKNOWN-ATTRIBUTES", Forms.UINT16_LIST);
    public static final AttributeType<String> REALM = new AttributeType<>(0x0014, "REALM", Forms.text(763));
    public static final AttributeType<String> NONCE = new AttributeType<>(0x0015, "NONCE", Forms.text(763));
    public static final AttributeType<Octets> MESSAGE_INTEGRITY_SHA256 =
            new AttributeType<>(0x001c, "MESSAGE-INTEGRITY-SHA256", Forms.words(16, 32));
    public static final AttributeType<PasswordAlgorithm> PASSWORD_ALGORITHM =
            new AttributeType<>(0x001d, "PASSWORD-ALGORITHM", Forms.ALGORITHM);
    public static final AttributeType<Octets> USERHASH = new AttributeType<>(0x001e, "USERHASH", Forms.words(32, 32));
    public static final AttributeType<InetSocketAddress> XOR_MAPPED_ADDRESS =
            new AttributeType<>(0x0020, "XOR-MAPPED-ADDRESS", AddressForm.XOR);
    public static final AttributeType<List<PasswordAlgorithm>> PASSWORD_ALGORITHMS =
            new AttributeType<>(0x8002, "PASSWORD-ALGORITHMS", Forms.ALGORITHMS);
    public static final AttributeType<String> ALTERNATE_DOMAIN =
            new AttributeType<>(0x8003, "ALTERNATE-DOMAIN", Forms.text(255));
    public static final AttributeType<String> SOFTWARE = new AttributeType<>(0x8022, "SOFTWARE", Forms.text(763));
    public static final AttributeType<InetSocketAddress> ALTERNATE_SERVER =
            new AttributeType<>(0x8023, "ALTERNATE-SERVER", AddressForm.PLAIN);
    public static final AttributeType<Integer> FINGERPRINT = new AttributeType<>(0x8028, "FINGERPRINT", Forms.UINT32);

    // RFC 8656 section 18
    public static final AttributeType<Integer> CHANNEL_NUMBER =
            new AttributeType<>(0x000c, "CHANNEL-NUMBER", Forms.UINT16_RESERVED16);
    public static final AttributeType<Duration> LIFETIME = new AttributeType<>(0x000d, "LIFETIME", Forms.SECONDS);
    public static final AttributeType<InetSocketAddress> XOR_PEER_ADDRESS =
            new AttributeType<>(0x0012, "XOR-PEER-ADDRESS", AddressForm.XOR);
    public static final AttributeType<Octets> DATA = new AttributeType<>(0x0013, "DATA", Forms.OCTETS);
    public static final AttributeType<InetSocketAddress> XOR_RELAYED_ADDRESS =
            new AttributeType<>(0x0016, "XOR-RELAYED-ADDRESS", AddressForm.XOR);
    public static final AttributeType<AddressFamily> REQUESTED_ADDRESS_FAMILY =
            new AttributeType<>(0x0017, "REQUESTED-ADDRESS-FAMILY", Forms.FAMILY);
    /** Whether the next port is to be reserved. */
    public static final AttributeType<Boolean> EVEN_PORT = new AttributeType<>(0x0018, "EVEN-PORT", Forms.TOP_BIT);
    /** The number of an IP protocol: 17 for UDP, 6 for TCP. */
    public static final AttributeType<Integer> REQUESTED_TRANSPORT =
            new AttributeType<>(0x0019, "REQUESTED-TRANSPORT", Forms.UINT8_RESERVED24);

    public static final AttributeType<Boolean> DONT_FRAGMENT = new AttributeType<>(0x001a, "DONT-FRAGMENT", Forms.FLAG);
    public static final AttributeType<Long> RESERVATION_TOKEN =
            new AttributeType<>(0x0022, "RESERVATION-TOKEN", Forms.UINT64);
    public static final AttributeType<AddressFamily> ADDITIONAL_ADDRESS_FAMILY =
            new AttributeType<>(0x8000, "ADDITIONAL-ADDRESS-FAMILY", Forms.FAMILY);
    public static final AttributeType<AddressErrorCode> ADDRESS_ERROR_CODE =
            new AttributeType<>(0x8001, "ADDRESS-ERROR-CODE", Forms.ADDRESS_ERROR);
    public static final AttributeType<IcmpError> ICMP = new AttributeType<>(0x8004, "ICMP", Forms.ICMP);

    // RFC 6062 section 6.2
    public static final AttributeType<Integer> CONNECTION_ID =
            new AttributeType<>(0x002a, "CONNECTION-ID", Forms.UINT32);

    // RFC 7635 section 6
    public static final AttributeType<Octets> ACCESS_TOKEN = new AttributeType<>(0x001b, "ACCESS-TOKEN", Forms.OCTETS);
    public static final AttributeType<String> THIRD_PARTY_AUTHORIZATION =
            new AttributeType<>(0x802e, "THIRD-PARTY-AUTHORIZATION", Forms.text(763));

    // RFC 8016 section 3.4; empty asks for one
    public static final AttributeType<Octets> MOBILITY_TICKET =
            new AttributeType<>(0x8030, "MOBILITY-TICKET", Forms.OCTETS);

    // RFC 8445 section 16.1
    public static final AttributeType<Integer> PRIORITY = new AttributeType<>(0x0024, "PRIORITY", Forms.UINT32);
    public static final AttributeType<Boolean> USE_CANDIDATE = new AttributeType<>(0x0025, "USE-CANDIDATE", Forms.FLAG);
    public static final AttributeType<Long> ICE_CONTROLLED =
            new AttributeType<>(0x8029, "ICE-CONTROLLED", Forms.UINT64);
    public static final AttributeType<Long> ICE_CONTROLLING =
            new AttributeType<>(0x802a, "ICE-CONTROLLING", Forms.UINT64);

    private static final Map<Integer, AttributeType<?>> BY_NUMBER = Stream.of(
                    MAPPED_ADDRESS,
                    USERNAME,
                    MESSAGE_INTEGRITY,
                    ERROR_CODE,
                    UNKNOWN_ATTRIBUTES,
                    REALM,
                    NONCE,
                    MESSAGE_INTEGRITY_SHA256,
                    PASSWORD_ALGORITHM,
                    USERHASH,
                    XOR_MAPPED_ADDRESS,
                    PASSWORD_ALGORITHMS,
                    ALTERNATE_DOMAIN,
                    SOFTWARE,
                    ALTERNATE_SERVER,
                    FINGERPRINT,
                    CHANNEL_NUMBER,
                    LIFETIME,
                    XOR_PEER_ADDRESS,
                    DATA,
                    XOR_RELAYED_ADDRESS,
                    REQUESTED_ADDRESS_FAMILY,
                    EVEN_PORT,
                    REQUESTED_TRANSPORT,
                    DONT_FRAGMENT,
                    RESERVATION_TOKEN,
                    ADDITIONAL_ADDRESS_FAMILY,
                    ADDRESS_ERROR_CODE,
                    ICMP,
                    CONNECTION_ID,
                    ACCESS_TOKEN,
                    THIRD_PARTY_AUTHORIZATION,
                    MOBILITY_TICKET,
                    PRIORITY,
                    USE_CANDIDATE,
                    ICE_CONTROLLED,
                    ICE_CONTROLLING)
            .collect(Collectors.toUnmodifiableMap(AttributeType::number, Function.identity()));

    private StunAttributes() {}

    /** The type of a number; one of octets when it is not known here. */
    static AttributeType<?> of(int number) {
        AttributeType<?> known = BY_NUMBER.get(number);
        return known == null ? AttributeType.unknown(number) : known;
    }

    /** Whether it is one of those above. */
    static boolean isKnown(AttributeType<?> type) {
        return BY_NUMBER.containsKey(type.number());
    }
}
