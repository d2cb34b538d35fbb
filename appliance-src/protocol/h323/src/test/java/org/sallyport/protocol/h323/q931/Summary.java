package org.sallyport.protocol.h323.q931;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.protocol.h323.capture.Dissection;

/**
 * What a message says, in a line to compare: as we read it, and as tshark does. Facility and notification elements are
 * left out: Wireshark hands them to its reader of Q.932, which does not show their identifiers and lengths.
 */
final class Summary {
    private Summary() {}

    static String of(int frame, Q931Message message) {
        CallReference reference = message.callReference();
        List<Object> elements = new ArrayList<>();
        for (InformationElement element : message.elements()) {
            if (element instanceof InformationElement.Variable variable && !isOfQ932(variable)) {
                elements.add(variable.identifier() + ":" + variable.content().length());
            }
        }
        return String.join(
                " ",
                String.valueOf(frame),
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

    private static boolean isOfQ932(InformationElement.Variable element) {
        return element.is(ElementType.FACILITY) || element.is(ElementType.NOTIFICATION_INDICATOR);
    }

    /** Of each message that tshark finds in a capture. */
    static List<String> ofAll(Path capture) throws Exception {
        List<String> messages = new ArrayList<>();
        for (Dissection.Packet packet : Dissection.of(capture, "q931")) {
            packet.layers().stream()
                    .filter(layer -> layer.name().equals("q931"))
                    .forEach(layer -> messages.add(of(packet.frame(), layer)));
        }
        return messages;
    }

    private static String of(int frame, Dissection.Node layer) {
        List<String> identifiers = layer.shown("q931.information_element");
        List<String> lengths = layer.shown("q931.information_element_len");
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < identifiers.size(); i++) {
            elements.add(identifiers.get(i) + ":" + lengths.get(i));
        }
        return String.join(
                " ",
                String.valueOf(frame),
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
