package org.sallyport.protocol.h323.tshark;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.q931.CallReference;
import org.sallyport.protocol.h323.q931.CallState;
import org.sallyport.protocol.h323.q931.Cause;
import org.sallyport.protocol.h323.q931.CauseValue;
import org.sallyport.protocol.h323.q931.Display;
import org.sallyport.protocol.h323.q931.ElementType;
import org.sallyport.protocol.h323.q931.KeypadFacility;
import org.sallyport.protocol.h323.q931.MessageType;
import org.sallyport.protocol.h323.q931.NotificationIndicator;
import org.sallyport.protocol.h323.q931.PartyNumber;
import org.sallyport.protocol.h323.q931.ProgressIndicator;
import org.sallyport.protocol.h323.q931.Q931Message;
import org.sallyport.protocol.h323.q931.Signal;

/** Messages of call signalling with random elements, each of which says something. */
final class GeneratedSignalling {
    private GeneratedSignalling() {}

    static Q931Message with(RandomGenerator random) {
        List<MessageType> types = List.of(MessageType.values());
        MessageType type = types.get(random.nextInt(types.size() - 1));
        CallReference reference = new CallReference(2, random.nextBoolean(), random.nextInt(0x8000));
        Q931Message message = Q931Message.of(type, reference, List.of());
        for (Map.Entry<ElementType, Octets> element : elements(random).entrySet()) {
            message = message.with(element.getKey(), element.getValue());
        }
        return message;
    }

    private static Map<ElementType, Octets> elements(RandomGenerator random) {
        Map<ElementType, Octets> all = new EnumMap<>(ElementType.class);
        all.put(ElementType.BEARER_CAPABILITY, bearer(random));
        all.put(ElementType.CAUSE, cause(random));
        all.put(ElementType.CALL_STATE, new CallState(0, random.nextInt(64)).write());
        all.put(ElementType.PROGRESS_INDICATOR, progress(random));
        all.put(ElementType.NOTIFICATION_INDICATOR, new NotificationIndicator(random.nextInt(3)).write());
        all.put(ElementType.DISPLAY, Display.of(text(random)).characters());
        all.put(ElementType.KEYPAD_FACILITY, new KeypadFacility(digits(random)).write());
        all.put(ElementType.SIGNAL, new Signal(random.nextInt(8)).write());
        all.put(ElementType.CALLING_PARTY_NUMBER, number(random, OptionalInt.of(random.nextInt(4))));
        all.put(ElementType.CALLED_PARTY_NUMBER, number(random, OptionalInt.empty()));
        all.keySet().removeIf(type -> random.nextBoolean());
        return all;
    }

    private static Octets bearer(RandomGenerator random) {
        return Octets.of((byte) 0x88, (byte) 0x18, (byte) (0x80 | random.nextInt(1, 128)), (byte) 0xa5);
    }

    private static Octets cause(RandomGenerator random) {
        CauseValue[] values = CauseValue.values();
        int location = random.nextInt(6);
        return new Cause(0, location, OptionalInt.empty(), values[random.nextInt(values.length)].code(), Octets.EMPTY)
                .write();
    }

    private static Octets progress(RandomGenerator random) {
        return new ProgressIndicator(0, random.nextInt(6), random.nextInt(1, 9)).write();
    }

    private static Octets number(RandomGenerator random, OptionalInt presentation) {
        return new PartyNumber(random.nextInt(5), random.nextInt(2), presentation, digits(random)).write();
    }

    private static String digits(RandomGenerator random) {
        StringBuilder digits = new StringBuilder();
        for (int i = random.nextInt(1, 21); i > 0; i--) {
            digits.append("0123456789*#".charAt(random.nextInt(12)));
        }
        return digits.toString();
    }

    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, 80); i > 0; i--) {
            text.append((char) random.nextInt('a', 'z' + 1));
        }
        return text.toString();
    }
}
