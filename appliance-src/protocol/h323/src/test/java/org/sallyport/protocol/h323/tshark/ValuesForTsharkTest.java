package org.sallyport.protocol.h323.tshark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.protocol.h323.capture.CaptureWriter;
import org.sallyport.protocol.h323.h225.H323UserInformation;
import org.sallyport.protocol.h323.h225.RasMessage;
import org.sallyport.protocol.h323.h245.MultimediaSystemControlMessage;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.ArbitraryReader;
import org.sallyport.protocol.h323.per.ArbitraryReader.Shape;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;
import org.sallyport.protocol.h323.q931.CallReference;
import org.sallyport.protocol.h323.q931.ElementType;
import org.sallyport.protocol.h323.q931.MessageType;
import org.sallyport.protocol.h323.q931.Q931Message;
import org.sallyport.protocol.h323.q931.UserUser;
import org.sallyport.protocol.h323.tshark.Dissection.Message;

/** The other direction: values of every shape, written by us, are read by tshark as what they are. */
class ValuesForTsharkTest {
    private static final int VALUES = Integer.getInteger("tshark.values", 400);

    /** What Wireshark 4.0 cannot read: more than 32 additions declared, fragments, unbounded integers of more octets than four. */
    private static final Shape READABLE = new Shape(32, false, 32);

    /**
     * Members that Wireshark stops at: what is signed, which it cannot read; operations of H.450, packages of H.248 and
     * messages sent back, in which it looks for more than the arbitrary octets that ours are; numbers from 1 and BMP strings
     * without an upper bound, which it takes for bounded ones.
     */
    private static final Set<String> UNREADABLE = Set.of(
            "name",
            "toBeSigned",
            "h4501SupplementaryService",
            "supportedH248Packages",
            "returnedFunction",
            "rfc2733rfc2198",
            "rfc2733sameport",
            "rfc2733diffport");

    @TempDir
    private Path directory;

    private final CaptureWriter writer = new CaptureWriter();

    @Test
    void ras() throws Exception {
        tsharkReads(RasMessage.TYPE, Contents.RAS, octets -> writer.datagram(Dissection.RAS_PORT, octets));
    }

    @Test
    void userInformation() throws Exception {
        tsharkReads(H323UserInformation.TYPE, Contents.CALL_SIGNALLING, ValuesForTsharkTest.this::signalling);
    }

    @Test
    void control() throws Exception {
        tsharkReads(
                MultimediaSystemControlMessage.TYPE,
                Contents.CONTROL,
                octets -> writer.tpkt(Dissection.CONTROL_PORT, octets));
    }

    @Test
    void peers() throws Exception {
        tsharkReads(
                org.sallyport.protocol.h323.h501.Message.TYPE,
                Contents.PEER,
                octets -> writer.tpkt(Dissection.PEER_PORT, octets));
    }

    private int signalling(Octets information) {
        Q931Message message = Q931Message.of(MessageType.FACILITY, CallReference.of(1), List.of())
                .with(ElementType.USER_USER, UserUser.h323(information).write());
        return writer.tpkt(Dissection.SIGNALLING_PORT, Octets.of(message.write()));
    }

    private <T extends PerValue> void tsharkReads(PerType<T> type, String label, Function<Octets, Integer> frameOf)
            throws Exception {
        List<Octets> written = new ArrayList<>();
        List<Integer> frames = new ArrayList<>();
        for (long seed = 0; written.size() < VALUES; seed++) {
            T value = ArbitraryReader.value(type, seed, READABLE);
            if (isUnreadable(value)) {
                continue;
            }
            Octets octets = type.encode(value);
            written.add(octets);
            frames.add(frameOf.apply(octets));
        }
        Dissection dissection = Dissection.of(writer.writeTo(directory.resolve("written.pcap")));
        List<Message> read = dissection.messages(Set.of(label));
        assertThat(read.stream().map(Message::frame)).containsExactlyElementsOf(frames);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            int frame = frames.get(i);
            Agreement.differences(written.get(i), read.get(i).layer())
                    .forEach(difference -> differences.add("frame " + frame + " " + difference));
        }
        assertThat(differences).isEmpty();
        assertThat(dissection.malformed()).isEmpty();
    }

    private static boolean isUnreadable(Object value) {
        return switch (value) {
            case PerValue structure -> hasUnreadable(Parts.of(structure));
            case List<?> list -> list.stream().anyMatch(ValuesForTsharkTest::isUnreadable);
            default -> false;
        };
    }

    private static boolean hasUnreadable(Parts parts) {
        Object value = parts.value();
        String alternative = parts.alternative();
        return (value != null && isUnreadable(value))
                || (alternative != null && UNREADABLE.contains(alternative))
                || isUnreadable(parts.contents())
                || parts.members().stream()
                        .anyMatch(member -> UNREADABLE.contains(member.name()) || isUnreadable(member.value()));
    }
}
