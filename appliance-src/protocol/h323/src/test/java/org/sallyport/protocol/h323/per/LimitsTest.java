package org.sallyport.protocol.h323.per;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.h323.AllTypes;
import org.sallyport.protocol.h323.Corpus;
import org.sallyport.protocol.h323.h225.AliasAddress;
import org.sallyport.protocol.h323.h225.H323UserInformation;
import org.sallyport.protocol.h323.h225.RasMessage;
import org.sallyport.protocol.h323.h225.RequestSeqNum;
import org.sallyport.protocol.h323.h225.TransportAddress;
import org.sallyport.protocol.h323.h225.UnregistrationRequest;
import org.sallyport.protocol.h323.h245.MultimediaSystemControlMessage;
import org.sallyport.protocol.h323.octets.Hex;
import org.sallyport.protocol.h323.octets.Octets;

/** Input that is not what it should be ends in a result that says where, never in anything else. */
class LimitsTest {
    @Test
    void aMessageThatEndsTooEarlySaysWhere() {
        Octets whole = Corpus.rows("ras").getFirst().octets();
        assertThat(RasMessage.TYPE.decode(Octets.of(whole.toArray(), 0, 12)))
                .isInstanceOfSatisfying(PerResult.Malformed.class, malformed -> {
                    assertThat(malformed.type()).isEqualTo("RasMessage");
                    assertThat(malformed.path()).isEqualTo("gatekeeperRequest.rasAddress.ipAddress.ip");
                    assertThat(malformed.bitOffset()).isBetween(80, 96);
                    assertThat(malformed.reason()).contains("are left");
                });
    }

    @Test
    void nothingThatWasCutOffOrDisturbedThrows() {
        SplittableRandom random = new SplittableRandom(1);
        int malformed = 0;
        for (Corpus.Row row : Corpus.rows()) {
            PerType<?> type = type(row.kind());
            byte[] octets = (row.kind().equals("q931") ? Corpus.userUser(row.octets()) : row.octets()).toArray();
            for (int i = 0; i < 12 && octets.length > 0; i++) {
                byte[] other = octets.clone();
                for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                    other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
                }
                malformed += isMalformed(type, Octets.of(other)) ? 1 : 0;
                malformed += isMalformed(type, Octets.of(octets, 0, random.nextInt(octets.length))) ? 1 : 0;
            }
        }
        assertThat(malformed).isGreaterThan(10_000);
    }

    private static <T extends PerValue> boolean isMalformed(PerType<T> type, Octets octets) {
        return switch (type.decode(octets)) {
            case PerResult.Malformed<T> malformed -> {
                assertThat(malformed.bitOffset()).isBetween(0, octets.length() * 8);
                yield true;
            }
            case PerResult.Decoded<T> message -> {
                PerWriter writer = new PerWriter(message.came().quirks(), 0);
                message.value().encode(writer);
                assertThat(writer.finish()).isEqualTo(octets);
                yield false;
            }
        };
    }

    /** Bytes allocated stay below a multiple of the octets that came, whatever they say; counted in a second reading. */
    @Test
    void memoryStaysInProportionToTheInput() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (PerType<?> type : AllTypes.named()) {
            for (int seed = 0; seed < 4; seed++) {
                byte[] octets = encoded(type, seed).toArray();
                for (int flipped = 0; flipped < Math.min(40, octets.length); flipped++) {
                    octets[flipped] ^= (byte) 0xff;
                    Octets input = Octets.of(octets.clone());
                    Object before = type.decode(input);
                    long allocated = threads.getCurrentThreadAllocatedBytes();
                    Object result = type.decode(input);
                    allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
                    assertThat(allocated).as("%s: %s", type, input).isLessThan(32L * octets.length + 8_192);
                    assertThat(result.getClass()).isEqualTo(before.getClass());
                    octets[flipped] ^= (byte) 0xff;
                }
            }
        }
    }

    private static <T extends PerValue> Octets encoded(PerType<T> type, int seed) {
        return type.encode(ArbitraryReader.value(type, seed));
    }

    private static PerType<?> type(String kind) {
        return switch (kind) {
            case "ras" -> RasMessage.TYPE;
            case "q931" -> H323UserInformation.TYPE;
            default -> MultimediaSystemControlMessage.TYPE;
        };
    }

    @Test
    void aMessageLongerThanATpktIsNotRead() {
        assertThat(RasMessage.TYPE.decode(Octets.of(new byte[PerLimits.MESSAGE_OCTETS + 1])))
                .isInstanceOfSatisfying(
                        PerResult.Malformed.class,
                        malformed -> assertThat(malformed.reason()).contains("65531"));
    }

    @Test
    void elementsAreCounted() {
        Octets list = Hex.octets("bfff");
        PerReader in = new PerReader(list.toArray());
        assertThatThrownBy(() -> in.list(0, -1, PerReader::bit)).hasMessageContaining("8192 elements");
    }

    @Test
    void depthIsCounted() {
        PerReader in = new PerReader(new byte[0]);
        assertThatThrownBy(() -> {
                    for (int i = 0; i <= PerLimits.DEPTH; i++) {
                        in.enter();
                    }
                })
                .hasMessageContaining("48 sequences and choices");
    }

    @Test
    void aLengthIsNeverBelievedBeforeItsOctetsAreThere() {
        PerReader in = new PerReader(Hex.bytes("bfff00"));
        assertThatThrownBy(() -> in.octets(0, -1)).hasMessageContaining("a string of 131064 bits, but 8 are left");
    }

    @Test
    void aValueThatTheTypeForbidsIsNotWritten() {
        UnregistrationRequest request = UnregistrationRequest.builder()
                .requestSeqNum(new RequestSeqNum(1))
                .callSignalAddress(List.of(new TransportAddress.IpAddress(Hex.octets("c0000201"), 65_536)))
                .build();
        assertThatThrownBy(() -> UnregistrationRequest.TYPE.encode(request))
                .hasMessageContaining("callSignalAddress[0].ipAddress.port")
                .hasMessageContaining("65536 is outside of 0..65535");
        assertThatThrownBy(() -> AliasAddress.TYPE.encode(new AliasAddress.DialledDigits("12x")))
                .hasMessageContaining("dialledDigits")
                .hasMessageContaining("character 120");
    }

    @Test
    void aBuilderAsksForWhatIsMandatory() {
        assertThatThrownBy(() -> UnregistrationRequest.builder().build())
                .hasMessageContaining("UnregistrationRequest.requestSeqNum");
    }
}
