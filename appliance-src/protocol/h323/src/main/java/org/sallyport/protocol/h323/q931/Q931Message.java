package org.sallyport.protocol.h323.q931;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.q931.InformationElement.SingleOctet;
import org.sallyport.protocol.h323.q931.InformationElement.Variable;

/**
 * A message of call signalling (Q.931 section 4, H.225.0 section 7). What was read writes the same octets; with one element
 * replaced it differs there alone. Views that find an element they cannot read see nothing, and the element stays.
 *
 * @param typeCode the octet of the message type, 1 to 255
 * @param elements all of them in their order
 */
public record Q931Message(CallReference callReference, int typeCode, List<InformationElement> elements) {
    /** What the first octet of each message says. */
    public static final int PROTOCOL_DISCRIMINATOR = 0x08;

    /** Octets of the longest message: what a TPKT holds. */
    public static final int MAX_LENGTH = 65_531;

    /** The most elements of a message; real ones have up to ten. */
    public static final int MAX_ELEMENTS = 256;

    private static final int HEAD_LENGTH = 3;

    public Q931Message {
        if (typeCode < 1 || typeCode > 0xff) {
            throw new IllegalArgumentException("message type " + typeCode + ", it is 1 to 255");
        }
    }

    /** A message of ours. */
    public static Q931Message of(MessageType type, CallReference callReference, List<InformationElement> elements) {
        return new Q931Message(callReference, type.code(), List.copyOf(elements));
    }

    /** Reads what a TPKT carried. The array belongs to the message from then on. */
    public static Q931Result read(byte[] octets) {
        return new Q931Parser(octets).parse();
    }

    /**
     * What a TPKT carries.
     *
     * @throws IllegalStateException when it would be longer than {@link #MAX_LENGTH}
     */
    public byte[] write() {
        int length = HEAD_LENGTH + callReference.length();
        for (InformationElement element : elements) {
            length += element.encodedLength();
        }
        if (length > MAX_LENGTH) {
            throw new IllegalStateException("message of " + length + " octets, a TPKT carries " + MAX_LENGTH);
        }
        byte[] octets = new byte[length];
        octets[0] = PROTOCOL_DISCRIMINATOR;
        octets[1] = (byte) callReference.length();
        callReference.write(octets, 2);
        int at = HEAD_LENGTH + callReference.length();
        octets[at - 1] = (byte) typeCode;
        for (InformationElement element : elements) {
            element.write(octets, at);
            at += element.encodedLength();
        }
        return octets;
    }

    public MessageType type() {
        return MessageType.of(typeCode);
    }

    /** The contents of all elements of a type. */
    public Stream<Octets> contents(ElementType type) {
        return elements.stream().filter(element -> is(element, type)).map(element -> ((Variable) element).content());
    }

    private Optional<Octets> content(ElementType type) {
        return contents(type).findFirst();
    }

    private static boolean is(InformationElement element, ElementType type) {
        return element instanceof Variable variable && variable.is(type);
    }

    /** What H.225.0 adds to Q.931: most of what a message of H.323 says. */
    public Optional<UserUser> userUser() {
        return content(ElementType.USER_USER).flatMap(UserUser::read);
    }

    public Optional<Display> display() {
        return content(ElementType.DISPLAY).map(Display::new);
    }

    public Optional<PartyNumber> calledPartyNumber() {
        return content(ElementType.CALLED_PARTY_NUMBER).flatMap(PartyNumber::read);
    }

    public Optional<PartyNumber> callingPartyNumber() {
        return content(ElementType.CALLING_PARTY_NUMBER).flatMap(PartyNumber::read);
    }

    public Optional<BearerCapability> bearerCapability() {
        return content(ElementType.BEARER_CAPABILITY).flatMap(BearerCapability::read);
    }

    public Optional<Cause> cause() {
        return content(ElementType.CAUSE).flatMap(Cause::read);
    }

    /** Up to two in one message. */
    public List<ProgressIndicator> progressIndicators() {
        return contents(ElementType.PROGRESS_INDICATOR)
                .flatMap(content -> ProgressIndicator.read(content).stream())
                .toList();
    }

    public Optional<CallState> callState() {
        return content(ElementType.CALL_STATE).flatMap(CallState::read);
    }

    public Optional<Signal> signal() {
        return content(ElementType.SIGNAL).flatMap(Signal::read);
    }

    public Optional<KeypadFacility> keypadFacility() {
        return content(ElementType.KEYPAD_FACILITY).map(KeypadFacility::read);
    }

    public Optional<NotificationIndicator> notificationIndicator() {
        return content(ElementType.NOTIFICATION_INDICATOR).flatMap(NotificationIndicator::read);
    }

    /** The same message under another call reference, that of the other leg. */
    public Q931Message withCallReference(CallReference reference) {
        return new Q931Message(reference, typeCode, elements);
    }

    /**
     * The same message with another content of an element: in the place of the first one of its type, or else where Q.931
     * section 4.5.1 wants it, the identifiers ascending.
     */
    public Q931Message with(ElementType type, Octets content) {
        List<InformationElement> changed = new ArrayList<>(elements);
        Variable element = Variable.of(type, content);
        int place = firstOf(type);
        if (place >= 0) {
            changed.set(place, element);
        } else {
            changed.add(placeFor(type), element);
        }
        return new Q931Message(callReference, typeCode, List.copyOf(changed));
    }

    /** The same message without the elements of a type. */
    public Q931Message without(ElementType type) {
        List<InformationElement> kept =
                elements.stream().filter(element -> !is(element, type)).toList();
        return new Q931Message(callReference, typeCode, kept);
    }

    private int firstOf(ElementType type) {
        for (int i = 0; i < elements.size(); i++) {
            if (is(elements.get(i), type)) {
                return i;
            }
        }
        return -1;
    }

    private int placeFor(ElementType type) {
        for (int i = 0; i < elements.size(); i++) {
            boolean behind = switch (elements.get(i)) {
                case SingleOctet single -> single.isShift();
                case Variable variable -> variable.identifier() > type.identifier();
            };
            if (behind) {
                return i;
            }
        }
        return elements.size();
    }
}
