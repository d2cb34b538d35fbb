package org.sallyport.protocol.h323.tshark;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.protocol.h323.q931.CallReference;
import org.sallyport.protocol.h323.q931.Cause;
import org.sallyport.protocol.h323.q931.Display;
import org.sallyport.protocol.h323.q931.ElementType;
import org.sallyport.protocol.h323.q931.InformationElement;
import org.sallyport.protocol.h323.q931.PartyNumber;
import org.sallyport.protocol.h323.q931.Q931Message;
import org.sallyport.protocol.h323.tshark.Dissection.Message;
import org.sallyport.protocol.h323.tshark.Dissection.Node;

/**
 * What a message says, in a line to compare: as we read it, and as tshark does. Facility and notification elements are
 * left out: Wireshark hands them to its reader of Q.932, which does not show their identifiers and lengths.
 */
final class SignallingSummary {
    /** The label of the layer. */
    static final String Q931 = "Q.931";

    private SignallingSummary() {}

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
                String.valueOf(reference.fromDestination()),
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
        return element.identifier() == ElementType.FACILITY.identifier()
                || element.identifier() == ElementType.NOTIFICATION_INDICATOR.identifier();
    }

    static String of(Message message) {
        Node layer = message.layer();
        List<String> identifiers = layer.shown("q931.information_element");
        List<String> lengths = layer.shown("q931.information_element_len");
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < identifiers.size(); i++) {
            elements.add(identifiers.get(i) + ":" + lengths.get(i));
        }
        return String.join(
                " ",
                String.valueOf(message.frame()),
                String.valueOf(Integer.decode(layer.shown("q931.message_type").getFirst())),
                Dissection.flag(layer.shown("q931.call_ref_flag").getFirst()),
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
