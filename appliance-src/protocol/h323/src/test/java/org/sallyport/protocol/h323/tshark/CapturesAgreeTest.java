package org.sallyport.protocol.h323.tshark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.protocol.h323.capture.Capture;
import org.sallyport.protocol.h323.capture.CapturedMessage;
import org.sallyport.protocol.h323.capture.CapturedMessage.Kind;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.q931.Q931Message;
import org.sallyport.protocol.h323.q931.Q931Result;
import org.sallyport.protocol.h323.q931.UserUser;
import org.sallyport.protocol.h323.tshark.Dissection.Message;

/** Every message of every capture, all its members and what it carries inside: we read what tshark reads. */
class CapturesAgreeTest {
    static List<Capture> captures() {
        return Capture.all();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void readsWhatTsharkReads(Capture capture) throws Exception {
        Dissection dissection = Dissection.of(capture.file());
        List<CapturedMessage> ours = capture.messages();
        List<Message> theirs = dissection.messages(Contents.PROTOCOLS);
        assertThat(theirs.stream().map(Message::frame).toList())
                .isEqualTo(ours.stream().map(CapturedMessage::frame).toList());
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            int frame = ours.get(i).frame();
            Agreement.differences(content(ours.get(i)), theirs.get(i).layer())
                    .forEach(difference -> differences.add("frame " + frame + " " + difference));
        }
        assertThat(differences).isEmpty();
        assertThat(dissection.messages(Set.of(SignallingSummary.Q931)).stream().map(SignallingSummary::of))
                .containsExactlyElementsOf(ours.stream()
                        .filter(message -> message.kind() == Kind.Q931)
                        .map(message -> SignallingSummary.of(message.frame(), q931(message)))
                        .toList());
    }

    private static Q931Message q931(CapturedMessage message) {
        return ((Q931Result.Decoded) Q931Message.read(message.octets().toArray())).message();
    }

    /** What is in PER. */
    private static Octets content(CapturedMessage message) {
        return switch (message.kind()) {
            case RAS, H245 -> message.octets();
            case Q931 -> q931(message).userUser().map(UserUser::information).orElseThrow();
        };
    }
}
