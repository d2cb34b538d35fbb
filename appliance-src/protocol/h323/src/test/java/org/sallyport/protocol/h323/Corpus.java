package org.sallyport.protocol.h323;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.sallyport.protocol.h323.octets.Hex;
import org.sallyport.protocol.h323.octets.Octets;

/** The unique messages of sixty captured scenarios between public H.323 programs. */
public final class Corpus {
    private Corpus() {}

    /**
     * One message.
     *
     * @param kind {@code ras}, {@code q931}, {@code h245} or {@code tpkt-empty}
     * @param octets the payload of the datagram or of the TPKT
     */
    public record Row(String kind, String capture, String frame, Octets octets) {
        @Override
        public String toString() {
            return capture + " frame " + frame + " (" + kind + ")";
        }
    }

    /** All rows. */
    public static List<Row> rows() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Corpus.class.getResourceAsStream("/corpus.tsv")), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Row(cells[0], cells[1], cells[2], Hex.octets(cells[5])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of one kind. */
    public static List<Row> rows(String kind) {
        return rows().stream().filter(row -> row.kind().equals(kind)).toList();
    }

    /** The contents of the user-user element of a Q.931 message, behind its protocol discriminator. */
    public static Octets userUser(Octets message) {
        int at = 2 + message.at(1) + 1; // protocol discriminator, call reference, message type
        while (at < message.length()) {
            int identifier = message.at(at);
            if (identifier == 0x7e) {
                int length = message.at(at + 1) << 8 | message.at(at + 2);
                return Octets.of(message.toArray(), at + 4, length - 1);
            }
            at += identifier >= 0x80 ? 1 : 2 + message.at(at + 1);
        }
        throw new IllegalArgumentException("no user-user element in " + message);
    }
}
