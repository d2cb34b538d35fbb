package org.sallyport.protocol.h323.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.protocol.h323.h225.H323UserInformation;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.q931.CallReference;
import org.sallyport.protocol.h323.q931.Cause;
import org.sallyport.protocol.h323.q931.CauseValue;
import org.sallyport.protocol.h323.q931.ElementType;
import org.sallyport.protocol.h323.q931.InformationElement;
import org.sallyport.protocol.h323.q931.InformationElement.SingleOctet;
import org.sallyport.protocol.h323.q931.InformationElement.Variable;
import org.sallyport.protocol.h323.q931.MessageType;
import org.sallyport.protocol.h323.q931.PartyNumber;
import org.sallyport.protocol.h323.q931.Q931Message;
import org.sallyport.protocol.h323.q931.UserUser;

/**
 * A message of call signalling as a tree like those of {@link MessageText}: a line of what it is, its elements in the order
 * in which they came, and within the user-user element what H.225.0 says.
 */
public final class SignallingText {
    private static final int INDENT = 2;

    private SignallingText() {}

    /** The tree; lines end in a line feed. */
    public static String of(Q931Message message) {
        StringBuilder text = new StringBuilder(head(message)).append('\n');
        for (InformationElement element : message.elements()) {
            text.append(lines(element).indent(INDENT));
        }
        return text.toString();
    }

    private static String head(Q931Message message) {
        String type = message.type() == MessageType.UNKNOWN
                ? "message type " + message.typeCode()
                : words(message.type().name());
        CallReference reference = message.callReference();
        String call = reference.length() == 0 ? "no call reference" : "call " + reference.value();
        return type + ", " + call + (reference.fromDestination() ? ", from the destination" : "");
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String lines(InformationElement element) {
        return switch (element) {
            case SingleOctet single
            when single.isShift() ->
                (single.isLocking() ? "from here on codeset " : "then codeset ") + single.codeset();
            case SingleOctet single -> "element " + Integer.toHexString(single.octet());
            case Variable variable ->
                ElementType.of(variable)
                        .map(type -> known(type, variable.content()))
                        .orElseGet(() -> "element " + variable.identifier() + " of codeset " + variable.codeset() + ": "
                                + MessageText.plain(variable.content()));
        };
    }

    private static String known(ElementType type, Octets content) {
        String name = words(type.name());
        return switch (type) {
            case USER_USER -> "user-user: " + userUser(content);
            case DISPLAY, KEYPAD_FACILITY -> name + ": " + latin(content);
            case CALLED_PARTY_NUMBER, CALLING_PARTY_NUMBER, CONNECTED_NUMBER -> name + ": " + number(content);
            case CAUSE -> name + ": " + cause(content);
            default -> name + ": " + content;
        };
    }

    private static String latin(Octets characters) {
        return MessageText.quoted(new String(characters.toArray(), StandardCharsets.ISO_8859_1));
    }

    private static String number(Octets content) {
        Optional<PartyNumber> number = PartyNumber.read(content);
        return number.map(read -> MessageText.quoted(read.digits())).orElseGet(content::toString);
    }

    private static String cause(Octets content) {
        return Cause.read(content)
                .map(cause -> cause.value()
                        + cause.named()
                                .map(CauseValue::words)
                                .map(words -> " " + words)
                                .orElse(""))
                .orElseGet(content::toString);
    }

    private static String userUser(Octets content) {
        Optional<UserUser> read = UserUser.read(content).filter(UserUser::isH323);
        if (read.isEmpty()) {
            return MessageText.plain(content);
        }
        return switch (H323UserInformation.TYPE.decode(read.get().information())) {
            case PerResult.Decoded<H323UserInformation> decoded ->
                MessageText.of(H323UserInformation.TYPE.name(), decoded.value());
            case PerResult.Malformed<H323UserInformation> malformed -> MessageText.plain(content) + "\n  " + malformed;
        };
    }
}
