package org.sallyport.protocol.h323.tshark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What tshark, a reader that shares nothing with ours, makes of the H.323 messages of a capture.
 *
 * @param packets those with such a message
 */
record Dissection(List<Packet> packets) {
    /** The ports of RAS, call signalling and H.501; the others are those of the captures that we write. */
    static final int RAS_PORT = 1719;

    static final int SIGNALLING_PORT = 1720;
    static final int CONTROL_PORT = 1721;
    static final int PEER_PORT = 2099;

    /** Packets relayed by H.460.19 begin with four octets that Wireshark does not know. */
    private static final List<String> OPTIONS = List.of(
            "--disable-protocol",
            "dis",
            "-d",
            "udp.port==50000,data",
            "-d",
            "udp.port==50001,data",
            "-d",
            "tcp.port==" + CONTROL_PORT + ",h245");

    /** What an ICMP message brings back was sent before. */
    private static final String MESSAGES = "(q931 or h225 or h245 or h501) and not icmp";

    /** Limits for documents of strangers; what tshark writes of thousands of messages is larger. */
    private static final List<String> UNLIMITED =
            List.of("jdk.xml.maxGeneralEntitySizeLimit", "jdk.xml.totalEntitySizeLimit");

    private static final String FRAME_NUMBER = "frame.number";
    private static final String MALFORMED = "_ws.malformed";

    /**
     * A protocol or field.
     *
     * @param name such as {@code h225.requestSeqNum}; empty for mere headings
     * @param label name in the standard and value in words
     * @param show the value as text
     * @param value the octets in hexadecimal; empty when a part of a message has none
     */
    record Node(String name, String label, String show, String value, List<Node> children) {
        /** This and all below, in the order of the message. */
        Stream<Node> all() {
            return Stream.concat(Stream.of(this), children.stream().flatMap(Node::all));
        }

        /** The values of a field, wherever it is. */
        List<String> shown(String field) {
            return all().filter(node -> node.name.equals(field)).map(Node::show).toList();
        }
    }

    /**
     * A packet.
     *
     * @param layers its protocols, from the outside to the inside, repeated where a packet holds several messages
     */
    record Packet(int frame, List<Node> layers) {}

    /** A message of a frame. */
    record Message(int frame, Node layer) {}

    static Dissection of(Path capture) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString(), "-T", "pdml"));
        command.addAll(OPTIONS);
        command.addAll(List.of("-Y", MESSAGES));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        try (InputStream output = process.getInputStream()) {
            List<Packet> packets = packets(output);
            if (process.waitFor() != 0) {
                throw new IOException("tshark ended with " + process.exitValue() + ", reading " + capture);
            }
            return new Dissection(packets);
        } catch (XMLStreamException e) {
            throw new IOException("tshark wrote no PDML, reading " + capture, e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Whether what is shown is true: newer versions write words, older ones digits. */
    static String flag(String shown) {
        return String.valueOf(shown.equals("1") || shown.equals("True"));
    }

    /** The layers with one of these labels, in order. */
    List<Message> messages(Set<String> labels) {
        return packets.stream()
                .flatMap(packet -> packet.layers.stream()
                        .filter(layer -> labels.contains(layer.label))
                        .map(layer -> new Message(packet.frame, layer)))
                .toList();
    }

    /** The frames in which tshark found something that it could not read. */
    List<Integer> malformed() {
        return packets.stream()
                .filter(packet ->
                        packet.layers.stream().flatMap(Node::all).anyMatch(node -> node.name.equals(MALFORMED)))
                .map(Packet::frame)
                .toList();
    }

    private static List<Packet> packets(InputStream pdml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        UNLIMITED.forEach(limit -> factory.setProperty(limit, 0));
        XMLStreamReader reader = factory.createXMLStreamReader(pdml);
        List<Packet> packets = new ArrayList<>();
        Deque<List<Node>> open = new ArrayDeque<>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin(reader, open);
                case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName(), open, packets);
                default -> {
                    // blanks between them
                }
            }
        }
        return packets;
    }

    private static void begin(XMLStreamReader reader, Deque<List<Node>> open) {
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
    }

    private static void end(String element, Deque<List<Node>> open, List<Packet> packets) {
        switch (element) {
            case "packet" -> packets.add(packet(open.pop()));
            case "proto", "field" -> open.pop();
            default -> {
                // the document around them
            }
        }
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
        String value = reader.getAttributeValue(null, name);
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
