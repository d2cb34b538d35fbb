package org.sallyport.protocol.h323.q931;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.protocol.h323.capture.Capture;
import org.sallyport.protocol.h323.capture.CapturedMessage;
import org.sallyport.protocol.h323.capture.CapturedMessage.Kind;
import org.sallyport.protocol.h323.capture.Dissection;
import org.sallyport.protocol.h323.q931.Q931Result.Decoded;

/**
 * Each message of call signalling that was captured. The facility element, which is empty in all of them, is not compared:
 * Wireshark hands it to its reader of Q.932, which shows no part of it.
 */
class Q931CaptureTest {
    static List<Capture> captures() {
        return Capture.all();
    }

    private static Stream<CapturedMessage> signalling(Capture capture) {
        return capture.messages().stream().filter(message -> message.kind() == Kind.Q931);
    }

    private static Q931Message read(CapturedMessage captured) {
        return ((Decoded) Q931Message.read(captured.octets().toArray())).message();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void writesWhatItReadOctetForOctet(Capture capture) {
        assertThat(signalling(capture)).allSatisfy(captured -> {
            Q931Message message = read(captured);
            assertThat(message.type()).isNotEqualTo(MessageType.UNKNOWN);
            assertThat(message.userUser().orElseThrow().isH323()).isTrue();
            assertThat(message.write()).isEqualTo(captured.octets().toArray());
        });
    }

    @ParameterizedTest
    @MethodSource("captures")
    void readsWhatTsharkReads(Capture capture) throws Exception {
        List<String> ours = signalling(capture)
                .map(captured -> captured.frame() + " " + summary(read(captured)))
                .toList();
        assertThat(ours).isEqualTo(dissected(capture));
    }

    private static String summary(Q931Message message) {
        CallReference reference = message.callReference();
        List<Object> elements = new ArrayList<>();
        for (InformationElement element : message.elements()) {
            if (element instanceof InformationElement.Variable variable && !variable.is(ElementType.FACILITY)) {
                elements.add(variable.identifier() + ":" + variable.content().length());
            }
        }
        return String.join(
                " ",
                String.valueOf(message.typeCode()),
                reference.fromDestination() ? "1" : "0",
                String.valueOf(reference.value()),
                elements.toString(),
                message.display().stream().map(Display::text).toList().toString(),
                message.callingPartyNumber().stream()
                        .map(PartyNumber::digits)
                        .toList()
                        .toString(),
                message.calledPartyNumber().stream()
                        .map(PartyNumber::digits)
                        .toList()
                        .toString(),
                message.cause().stream().map(Cause::value).toList().toString());
    }

    private static List<String> dissected(Capture capture) throws Exception {
        List<String> messages = new ArrayList<>();
        for (Dissection.Packet packet : Dissection.of(capture.file(), "q931")) {
            packet.layers().stream()
                    .filter(layer -> layer.name().equals("q931"))
                    .forEach(layer -> messages.add(packet.frame() + " " + summary(layer)));
        }
        return messages;
    }

    private static String summary(Dissection.Node layer) {
        List<String> identifiers = layer.shown("q931.information_element");
        List<String> lengths = layer.shown("q931.information_element_len");
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < identifiers.size(); i++) {
            elements.add(identifiers.get(i) + ":" + lengths.get(i));
        }
        return String.join(
                " ",
                String.valueOf(Integer.decode(layer.shown("q931.message_type").getFirst())),
                layer.shown("q931.call_ref_flag").getFirst(),
                String.valueOf(
                        Integer.parseInt(layer.shown("q931.call_ref").getFirst().replace(":", ""), 16) & 0x7fff),
                elements.toString(),
                layer.shown("q931.display_information").toString(),
                layer.shown("q931.calling_party_number.digits").toString(),
                layer.shown("q931.called_party_number.digits").toString(),
                layer.shown("q931.cause_value").stream()
                        .map(Integer::decode)
                        .toList()
                        .toString());
    }
}
