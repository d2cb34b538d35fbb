package org.sallyport.protocol.h323;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sallyport.protocol.h323.capture.Capture;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.q931.Q931Message;
import org.sallyport.protocol.h323.q931.Q931Result;
import org.sallyport.protocol.h323.q931.UserUser;

/** The unique messages of sixty captured scenarios between public H.323 programs. */
public final class Corpus {
    private static final List<Row> ROWS = read();

    private Corpus() {}

    /**
     * One message.
     *
     * @param kind {@code ras}, {@code q931} or {@code h245}
     * @param octets the payload of the datagram or of the TPKT
     */
    public record Row(String kind, String capture, int frame, Octets octets) {
        @Override
        public String toString() {
            return capture + " frame " + frame + " (" + kind + ")";
        }
    }

    private static List<Row> read() {
        Set<Octets> seen = new HashSet<>();
        return Capture.all().stream()
                .flatMap(capture -> capture.messages().stream()
                        .map(message -> new Row(
                                message.kind().name().toLowerCase(Locale.ROOT),
                                capture.toString(),
                                message.frame(),
                                message.octets())))
                .filter(row -> seen.add(row.octets()))
                .toList();
    }

    /** All rows. */
    public static List<Row> rows() {
        return ROWS;
    }

    /** The rows of one kind. */
    public static List<Row> rows(String kind) {
        return ROWS.stream().filter(row -> row.kind().equals(kind)).toList();
    }

    /** The user-user part of a message of call signalling. */
    public static Octets userUser(Octets message) {
        if (Q931Message.read(message.toArray()) instanceof Q931Result.Decoded(Q931Message read)) {
            return read.userUser().map(UserUser::information).orElseThrow();
        }
        throw new IllegalArgumentException("no message of call signalling: " + message);
    }
}
