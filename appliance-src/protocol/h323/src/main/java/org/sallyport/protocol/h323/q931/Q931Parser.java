package org.sallyport.protocol.h323.q931;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.q931.InformationElement.SingleOctet;
import org.sallyport.protocol.h323.q931.InformationElement.Variable;
import org.sallyport.protocol.h323.q931.Q931Result.Decoded;
import org.sallyport.protocol.h323.q931.Q931Result.Malformed;

/** Reads the general format of Q.931 section 4.1, the elements by their frames alone. */
final class Q931Parser {
    private static final int CALL_REFERENCE_AT = 1;
    private static final int NATIONAL_ESCAPE = 0;
    private static final int VARIABLE_BELOW = 0x80;

    private final byte[] bytes;
    private final List<InformationElement> elements = new ArrayList<>();
    private int at;
    private int lockedCodeset;
    private int codeset;

    Q931Parser(byte[] bytes) {
        this.bytes = bytes;
    }

    Q931Result parse() {
        if (bytes.length > Q931Message.MAX_LENGTH) {
            return new Malformed("message", 0, "longer than " + Q931Message.MAX_LENGTH + " octets");
        }
        if (bytes.length <= CALL_REFERENCE_AT) {
            return new Malformed("message", 0, "ends before the call reference");
        }
        if (bytes[0] != Q931Message.PROTOCOL_DISCRIMINATOR) {
            return new Malformed("protocol discriminator", 0, "not that of Q.931");
        }
        int referenceLength = Byte.toUnsignedInt(bytes[CALL_REFERENCE_AT]);
        if (referenceLength > CallReference.MAX_LENGTH) {
            return new Malformed(
                    "call reference", CALL_REFERENCE_AT, "longer than " + CallReference.MAX_LENGTH + " octets");
        }
        int typeAt = CALL_REFERENCE_AT + 1 + referenceLength;
        if (typeAt >= bytes.length) {
            return new Malformed("message type", bytes.length, "missing");
        }
        if (bytes[typeAt] == NATIONAL_ESCAPE) {
            return new Malformed("message type", typeAt, "an escape to national ones, which H.323 has not");
        }
        CallReference reference = CallReference.read(bytes, CALL_REFERENCE_AT + 1, referenceLength);
        at = typeAt + 1;
        Malformed fault = readElements();
        return fault != null
                ? fault
                : new Decoded(new Q931Message(reference, Byte.toUnsignedInt(bytes[typeAt]), List.copyOf(elements)));
    }

    private @Nullable Malformed readElements() {
        while (at < bytes.length) {
            if (elements.size() == Q931Message.MAX_ELEMENTS) {
                return new Malformed("information elements", at, "more than " + Q931Message.MAX_ELEMENTS + " of them");
            }
            int first = Byte.toUnsignedInt(bytes[at]);
            if (first < VARIABLE_BELOW) {
                Malformed fault = readVariable(first);
                if (fault != null) {
                    return fault;
                }
            } else {
                readSingleOctet(new SingleOctet(first));
            }
        }
        return null;
    }

    /** A shift holds from here on, or for the next element, which goes back to what is locked. */
    private void readSingleOctet(SingleOctet element) {
        elements.add(element);
        at++;
        if (!element.isShift()) {
            codeset = lockedCodeset;
            return;
        }
        codeset = element.codeset();
        if (element.isLocking()) {
            lockedCodeset = codeset;
        }
    }

    private @Nullable Malformed readVariable(int identifier) {
        int start = at;
        int headLength = Variable.countsInTwoOctets(codeset, identifier) ? 3 : 2;
        if (bytes.length - start < headLength) {
            return new Malformed(nameOf(identifier), start, "ends within its length");
        }
        int length = Byte.toUnsignedInt(bytes[start + headLength - 1]);
        if (headLength == 3) {
            length |= Byte.toUnsignedInt(bytes[start + 1]) << 8;
        }
        int contentAt = start + headLength;
        if (bytes.length - contentAt < length) {
            return new Malformed(
                    nameOf(identifier),
                    start,
                    "announces " + length + " octets where " + (bytes.length - contentAt) + " are left");
        }
        elements.add(new Variable(codeset, identifier, Octets.of(bytes, contentAt, length)));
        at = contentAt + length;
        codeset = lockedCodeset;
        return null;
    }

    private String nameOf(int identifier) {
        return "information element " + identifier + " of codeset " + codeset;
    }
}
