package org.sallyport.protocol.h323.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What tshark, a reader that shares nothing with ours, makes of a capture. */
public final class Dissection {
    /** Packets relayed by H.460.19 begin with four octets that Wireshark does not know. */
    private static final List<String> MULTIPLEXED_MEDIA =
            List.of("--disable-protocol", "dis", "-d", "udp.port==50000,data", "-d", "udp.port==50001,data");

    private static final String FRAME_NUMBER = "frame.number";

    private Dissection() {}

    /**
     * A protocol or field.
     *
     * @param name such as {@code h225.requestSeqNum}; empty for mere headings
     * @param label name in the standard and value in words
     * @param show the value as text
     * @param value the octets in hexadecimal; empty when a part of a message has none
     */
    public record Node(String name, String label, String show, String value, List<Node> children) {
        /** This and all below, in the order of the message. */
        public Stream<Node> all() {
            return Stream.concat(Stream.of(this), children.stream().flatMap(Node::all));
        }

        /** The values of a field, wherever it is. */
        public List<String> shown(String field) {
            return all().filter(node -> node.name.equals(field)).map(Node::show).toList();
        }
    }

    /**
     * A packet.
     *
     * @param layers its protocols, from the outside to the inside, repeated where a packet holds several messages
     */
    public record Packet(int frame, List<Node> layers) {}

    /** The packets that a display filter selects. */
    public static List<Packet> of(Path capture, String displayFilter) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString(), "-T", "pdml"));
        command.addAll(MULTIPLEXED_MEDIA);
        command.addAll(List.of("-Y", displayFilter));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        try (InputStream output = process.getInputStream()) {
            List<Packet> packets = packets(output);
            if (process.waitFor() != 0) {
                throw new IOException("tshark ended with " + process.exitValue() + ", reading " + capture);
            }
            return packets;
        } catch (XMLStreamException e) {
            throw new IOException("tshark wrote no PDML, reading " + capture, e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<Packet> packets(InputStream pdml) throws XMLStreamException {
        XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(pdml);
        List<Packet> packets = new ArrayList<>();
        Deque<List<Node>> open = new ArrayDeque<>();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                List<Node> children = new ArrayList<>();
                switch (reader.getLocalName()) {
                    case "packet" -> open.push(children);
                    case "proto", "field" -> {
                        open.element().add(node(reader, children));
                        open.push(children);
                    }
                    default -> {
                        // the document around them
                    }
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "packet" -> packets.add(packet(open.pop()));
                    case "proto", "field" -> open.pop();
                    default -> {
                        // the document around them
                    }
                }
            }
        }
        return packets;
    }

    private static Node node(XMLStreamReader reader, List<Node> children) {
        return new Node(
                attribute(reader, "name"),
                attribute(reader, "showname"),
                attribute(reader, "show"),
                attribute(reader, "value"),
                children);
    }

    private static String attribute(XMLStreamReader reader, String name) {
        @Nullable String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private static Packet packet(List<Node> layers) {
        String number = layers.stream()
                .flatMap(layer -> layer.shown(FRAME_NUMBER).stream())
                .findFirst()
                .orElseThrow();
        return new Packet(Integer.parseInt(number), layers);
    }
}
