package org.sallyport.media.privacy;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.sallyport.protocol.rtp.RtcpWords;

/**
 * Makes unreadable what RTCP in the clear says of its sender, in place and without changing any length.
 *
 * <ul>
 *   <li>Identifiers that are only compared (CNAME, RGRP) become pseudonyms, the same for the same one within a call, so that
 *       sound and picture are still known to belong together (RFC 3550 section 6.5.1, RFC 7022).
 *   <li>Identifiers that signalling refers to (MID, RtpStreamId and their like) stay.
 *   <li>All other items become empty notes, reasons for leaving become blank.
 *   <li>An application's packet becomes one of a name that nobody knows, which is to be ignored (section 6.7).
 * </ul>
 */
public final class RtcpDisguise implements RtcpWords.Visitor {
    private static final int CNAME = 1;
    private static final int NOTE = 7;
    private static final int REPORTING_GROUP = 11;
    private static final int FIRST_SIGNALLED = 12;
    private static final int LAST_SIGNALLED = 15;
    private static final int COUNT_AND_SUBTYPE = 0x1f;
    private static final int APPLICATION_NAME = 8;
    private static final String NOBODYS_NAME = "none";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int LETTER_BITS = 6;
    private static final int LETTERS_A_HASH = Long.SIZE / LETTER_BITS;
    private static final RtcpWords.Visitor LOOKING = new Looking();

    private final SipHash hash;

    RtcpDisguise(SipHash hash) {
        this.hash = hash;
    }

    /** Disguises a datagram of {@code length} bytes; false, and nothing is changed, when not all of it is RTCP. */
    public boolean apply(MemorySegment datagram, int length) {
        return RtcpWords.visit(datagram, length, LOOKING) && RtcpWords.visit(datagram, length, this);
    }

    @Override
    public void item(MemorySegment datagram, int type, long at, int length) {
        if (type == CNAME || type == REPORTING_GROUP) {
            pseudonym(datagram, at + 2, length);
        } else if (type < FIRST_SIGNALLED || type > LAST_SIGNALLED) {
            datagram.set(JAVA_BYTE, at, (byte) NOTE);
            fill(datagram, at + 2, length, ' ');
        }
    }

    @Override
    public void reason(MemorySegment datagram, long at, int length) {
        fill(datagram, at, length, ' ');
    }

    @Override
    public void application(MemorySegment datagram, long at, long length) {
        datagram.set(JAVA_BYTE, at, (byte) (datagram.get(JAVA_BYTE, at) & ~COUNT_AND_SUBTYPE));
        for (int i = 0; i < NOBODYS_NAME.length(); i++) {
            datagram.set(JAVA_BYTE, at + APPLICATION_NAME + i, (byte) NOBODYS_NAME.charAt(i));
        }
        int data = APPLICATION_NAME + NOBODYS_NAME.length();
        fill(datagram, at + data, length - data, '\0');
    }

    private void pseudonym(MemorySegment datagram, long at, int length) {
        long name = hash.of(datagram, at, length);
        long bits = 0;
        for (int i = 0; i < length; i++) {
            bits = i % LETTERS_A_HASH == 0 ? hash.of(name, i) : bits >>> LETTER_BITS;
            datagram.set(JAVA_BYTE, at + i, (byte) LETTERS.charAt((int) bits & (LETTERS.length() - 1)));
        }
    }

    private static void fill(MemorySegment datagram, long at, long length, char letter) {
        for (long i = 0; i < length; i++) {
            datagram.set(JAVA_BYTE, at + i, (byte) letter);
        }
    }

    /** Changes nothing: whether a datagram is RTCP to its end is known only at its end. */
    private static final class Looking implements RtcpWords.Visitor {
        @Override
        public void item(MemorySegment datagram, int type, long at, int length) {}

        @Override
        public void reason(MemorySegment datagram, long at, int length) {}

        @Override
        public void application(MemorySegment datagram, long at, long length) {}
    }
}
