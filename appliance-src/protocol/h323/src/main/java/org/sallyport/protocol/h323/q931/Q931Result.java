package org.sallyport.protocol.h323.q931;

/** What came of reading octets as a Q.931 message. */
public sealed interface Q931Result {
    record Decoded(Q931Message message) implements Q931Result {}

    /**
     * They are none.
     *
     * @param field the part of the message, in words of Q.931
     * @param offset the octet at which it begins, from 0
     * @param reason plain words, without text of the sender
     */
    record Malformed(String field, int offset, String reason) implements Q931Result {}
}
