package org.sallyport.imaging.ovf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.w3c.dom.Comment;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.Text;

/**
 * An OVF descriptor with <code>${names}</code> in the place of values. Values are put in as text and attributes of the parsed
 * document, so that no character of theirs can be taken for markup.
 */
public final class OvfTemplate {
    private static final Pattern TOKEN = Pattern.compile("\\$\\{([A-Za-z.]+)}");

    private final Path file;
    private final Document document;
    private final Map<String, String> values;
    private final Set<String> used = new HashSet<>();

    private OvfTemplate(Path file, Document document, Map<String, String> values) {
        this.file = file;
        this.document = document;
        this.values = values;
    }

    /**
     * The descriptor as it is written.
     *
     * @param values for all names in the template; each must be used
     * @param answers first-boot answers filled in beforehand, by the keys of the template's properties
     */
    public static byte[] fill(Path template, Map<String, String> values, Map<String, String> answers)
            throws IOException {
        OvfTemplate filled = new OvfTemplate(template, OvfXml.parse(template), values);
        filled.fill(filled.document);
        filled.refuseUnused();
        OvfProperties.of(filled.document).answer(answers);
        return OvfXml.serialize(filled.document);
    }

    private void fill(Node node) {
        NodeList children = node.getChildNodes();
        for (int i = children.getLength() - 1; i >= 0; i--) {
            Node child = children.item(i);
            switch (child) {
                case Comment _ -> removeLine(node, child);
                case Text text -> text.setData(replaced(text.getData()));
                case Element element -> {
                    fillAttributes(element.getAttributes());
                    fill(element);
                }
                default -> throw refused(child.getNodeName(), "A descriptor has no such part.");
            }
        }
    }

    private void fillAttributes(NamedNodeMap attributes) {
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            attribute.setNodeValue(replaced(attribute.getNodeValue()));
        }
    }

    /** Comments are for readers of the template; the white space before one goes with it. */
    private static void removeLine(Node parent, Node comment) {
        if (comment.getPreviousSibling() instanceof Text before
                && before.getData().isBlank()) {
            parent.removeChild(before);
        }
        parent.removeChild(comment);
    }

    private String replaced(String text) {
        Matcher token = TOKEN.matcher(text);
        return token.replaceAll(match -> {
            String name = match.group(1);
            String value = values.get(name);
            if (value == null) {
                throw refused("${" + name + "}", "There is no value of this name.");
            }
            used.add(name);
            return Matcher.quoteReplacement(value);
        });
    }

    private void refuseUnused() {
        Set<String> unused = new TreeSet<>(values.keySet());
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw refused(unused.toString(), "The template says nowhere where these go.");
        }
    }

    private InvalidInputException refused(String value, String detail) {
        return new InvalidInputException(new Problem(
                file.toString(), value, detail, "Begin again from hypervisor-templates/vsphere/sallyport.ovf."));
    }
}
