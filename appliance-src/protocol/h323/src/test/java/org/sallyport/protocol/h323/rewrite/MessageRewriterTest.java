package org.sallyport.protocol.h323.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.h323.Corpus;
import org.sallyport.protocol.h323.h225.H323UserInformation;
import org.sallyport.protocol.h323.h225.RasMessage;
import org.sallyport.protocol.h323.h245.MultimediaSystemControlMessage;
import org.sallyport.protocol.h323.octets.Hex;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;

/** Every address of every captured message is shown, and only what is replaced changes. */
class MessageRewriterTest {
    private static final Octets IPV4 = Hex.octets("c0000201");
    private static final Octets IPV6 = Hex.octets("20010db8000000000000000000000001");

    @Test
    void noAddressOfTheNetworkRemains() {
        Set<Octets> hosts = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        List<PerResult.Decoded<?>> messages = messages();
        messages.forEach(message -> rewritten(message, address -> {
            if (address.ip().length() == 4 && address.ip().at(0) != 0) {
                hosts.add(address.ip());
            }
            return address;
        }));
        assertThat(hosts).hasSizeGreaterThan(8);
        for (PerResult.Decoded<?> message : messages) {
            Octets octets = rewritten(message, address -> new IpTransportAddress(IPV4, address.port()));
            String hex = octets.toString();
            for (Octets host : hosts) {
                assertThat(octetsOf(hex)).as(message.value().toString()).doesNotContain(host.toString());
            }
        }
    }

    @Test
    void onlyTheOctetsOfTheAddressesChange() {
        for (PerResult.Decoded<?> message : messages()) {
            List<IpTransportAddress> shown = new ArrayList<>();
            Octets octets = rewritten(message, address -> {
                shown.add(address);
                return new IpTransportAddress(flipped(address.ip()), address.port());
            });
            byte[] before = message.came().octets().toArray();
            byte[] after = octets.toArray();
            assertThat(after).hasSameSizeAs(before);
            int changed = 0;
            for (int i = 0; i < before.length; i++) {
                changed += before[i] == after[i] ? 0 : 1;
            }
            assertThat(changed)
                    .isEqualTo(shown.stream().mapToInt(one -> one.ip().length()).sum());
        }
    }

    @Test
    void addressesMayBecomeIpv6AndBackAgain() {
        for (PerResult.Decoded<?> message : messages()) {
            List<IpTransportAddress> originals = new ArrayList<>();
            Octets six = rewritten(message, address -> {
                originals.add(address);
                return new IpTransportAddress(IPV6, address.port());
            });
            PerResult.Decoded<?> there = decodedLike(message, six);
            List<IpTransportAddress> left = new ArrayList<>(originals);
            Octets back = rewritten(there, address -> {
                assertThat(address.ip()).isEqualTo(IPV6);
                return left.removeFirst();
            });
            assertThat(left).isEmpty();
            assertThat(back).isEqualTo(message.came().octets());
        }
    }

    @Test
    void aVisitorThatChangesNothingLeavesTheVeryMessage() {
        for (PerResult.Decoded<?> message : messages()) {
            assertThat(MessageRewriter.rewrite(message, address -> address).value())
                    .isSameAs(message.value());
        }
    }

    @Test
    void whatCanBeLeftOutIsLeftOut() {
        int without = 0;
        for (Corpus.Row row : Corpus.rows("q931")) {
            PerResult.Decoded<H323UserInformation> message =
                    decoded(H323UserInformation.TYPE, Corpus.userUser(row.octets()));
            List<IpTransportAddress> left = new ArrayList<>();
            PerResult.Decoded<H323UserInformation> bare = signallingWithoutAddresses(message);
            if (bare != null) {
                MessageRewriter.rewrite(decoded(H323UserInformation.TYPE, bare.encode()), address -> {
                    left.add(address);
                    return address;
                });
                assertThat(left).isEmpty();
                without++;
            }
        }
        assertThat(without).isGreaterThan(200);
    }

    /** Null when a member that the message cannot be without holds one. */
    private static PerResult.@Nullable Decoded<H323UserInformation> signallingWithoutAddresses(
            PerResult.Decoded<H323UserInformation> message) {
        try {
            return MessageRewriter.rewrite(message, _ -> null);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("cannot be without");
            return null;
        }
    }

    /** Each message that the corpus holds. */
    private static List<PerResult.Decoded<?>> messages() {
        List<PerResult.Decoded<?>> messages = new ArrayList<>();
        Corpus.rows("ras").forEach(row -> messages.add(decoded(RasMessage.TYPE, row.octets())));
        Corpus.rows("q931")
                .forEach(row -> messages.add(decoded(H323UserInformation.TYPE, Corpus.userUser(row.octets()))));
        Corpus.rows("h245").forEach(row -> messages.add(decoded(MultimediaSystemControlMessage.TYPE, row.octets())));
        assertThat(messages).hasSize(1_427);
        return messages;
    }

    private static PerResult.Decoded<?> decodedLike(PerResult.Decoded<?> message, Octets octets) {
        return switch (message.value()) {
            case RasMessage _ -> decoded(RasMessage.TYPE, octets);
            case H323UserInformation _ -> decoded(H323UserInformation.TYPE, octets);
            default -> decoded(MultimediaSystemControlMessage.TYPE, octets);
        };
    }

    private static <T extends PerValue> PerResult.Decoded<T> decoded(PerType<T> type, Octets octets) {
        PerResult<T> result = type.decode(octets);
        assertThat(result).isInstanceOf(PerResult.Decoded.class);
        return (PerResult.Decoded<T>) result;
    }

    private static Octets rewritten(PerResult.Decoded<?> message, MessageVisitor visitor) {
        return MessageRewriter.rewrite(message, visitor).encode();
    }

    private static Octets flipped(Octets octets) {
        byte[] flipped = octets.toArray();
        for (int i = 0; i < flipped.length; i++) {
            flipped[i] ^= (byte) 0xff;
        }
        return Octets.of(flipped);
    }

    /** Runs of four octets, in hexadecimal: an address stands on a boundary of octets. */
    private static Set<String> octetsOf(String hex) {
        Set<String> runs = new TreeSet<>();
        for (int i = 0; i + 8 <= hex.length(); i += 2) {
            runs.add(hex.substring(i, i + 8).toLowerCase(Locale.ROOT));
        }
        return runs;
    }
}
