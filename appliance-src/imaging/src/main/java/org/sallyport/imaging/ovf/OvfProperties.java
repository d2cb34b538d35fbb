package org.sallyport.imaging.ovf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The properties of a descriptor's product section (DSP0243, "ProductSection"), by key. */
final class OvfProperties {
    private static final Pattern VALUE_MAP = Pattern.compile("ValueMap\\{(.*)}");
    private static final Pattern MAX_LENGTH = Pattern.compile("MaxLen\\(([0-9]+)\\)");

    private final Map<String, Element> byKey = new LinkedHashMap<>();

    private OvfProperties() {}

    static OvfProperties of(Document descriptor) {
        OvfProperties properties = new OvfProperties();
        NodeList elements = descriptor.getElementsByTagNameNS(OvfXml.OVF, "Property");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            properties.byKey.put(element.getAttributeNS(OvfXml.OVF, "key"), element);
        }
        return properties;
    }

    /** Puts answers in place of the values, or refuses them with all that is wrong. */
    void answer(Map<String, String> answers) {
        List<Problem> problems = new ArrayList<>();
        answers.forEach((key, value) -> {
            Element property = byKey.get(key);
            if (property == null) {
                problems.add(new Problem(
                        "property", key, "The template asks no such question.", "Take one of " + byKey.keySet() + "."));
            } else {
                check(problems, key, value, property);
                property.setAttributeNS(OvfXml.OVF, "ovf:value", value);
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private static void check(List<Problem> problems, String key, String value, Element property) {
        boolean secret = Boolean.parseBoolean(property.getAttributeNS(OvfXml.OVF, "password"));
        String shown = secret ? "***" : value;
        String qualifiers = property.getAttributeNS(OvfXml.OVF, "qualifiers");
        if (!OvfXml.canCarry(value)) {
            problems.add(new Problem(key, shown, "It has a control character.", "Leave that out."));
        }
        Matcher choices = VALUE_MAP.matcher(qualifiers);
        if (choices.find() && !choices.group(1).contains("\"" + value + "\"")) {
            problems.add(
                    new Problem(key, shown, "It is none of the choices.", "Take one of " + choices.group(1) + "."));
        }
        Matcher length = MAX_LENGTH.matcher(qualifiers);
        if (length.find() && value.length() > Integer.parseInt(length.group(1))) {
            problems.add(
                    new Problem(key, shown, "It is too long.", "Take " + length.group(1) + " characters at most."));
        }
    }
}
