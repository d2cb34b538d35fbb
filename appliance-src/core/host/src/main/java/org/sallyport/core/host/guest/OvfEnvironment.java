package org.sallyport.core.host.guest;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An OVF environment document (DSP0243 section 11), as vSphere hands it over by guestinfo or on an ISO.
 *
 * @param properties value by key, in the order given
 * @param adapters vSphere's list of network adapters, an extension of VMware's
 */
public record OvfEnvironment(Map<String, String> properties, List<Adapter> adapters) {
    private static final String OVF = "http://schemas.dmtf.org/ovf/environment/1";
    private static final String VMWARE = "http://www.vmware.com/schema/ovfenv";
    private static final int LIMIT_CHARACTERS = 1 << 20;

    /**
     * A network adapter of the virtual machine.
     *
     * @param unit 7 for network adapter 1, 8 for 2
     * @param network name of the port group
     */
    public record Adapter(int unit, String mac, String network) {}

    /**
     * Reads a document. A document type, and with it every entity, is refused.
     *
     * @throws InvalidInputException when it is no OVF environment
     */
    public static OvfEnvironment parse(String xml) {
        if (xml.length() > LIMIT_CHARACTERS) {
            throw refused("It is longer than " + LIMIT_CHARACTERS + " characters.");
        }
        try {
            Document document = builder().parse(new InputSource(new StringReader(xml)));
            Element root = document.getDocumentElement();
            if (!OVF.equals(root.getNamespaceURI()) || !"Environment".equals(root.getLocalName())) {
                throw refused("Its root is " + root.getNodeName() + ", not Environment.");
            }
            return new OvfEnvironment(properties(root), adapters(root));
        } catch (SAXException | IOException e) {
            throw refused("It is no well-formed XML: " + e.getMessage());
        }
    }

    private static DocumentBuilder builder() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // which prints nothing
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> properties(Element root) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Element property : elements(root, OVF, "Property")) {
            attribute(property, OVF, "key")
                    .ifPresent(key -> properties.put(
                            key, attribute(property, OVF, "value").orElse("")));
        }
        return properties;
    }

    private static List<Adapter> adapters(Element root) {
        List<Adapter> adapters = new ArrayList<>();
        for (Element adapter : elements(root, VMWARE, "Adapter")) {
            Optional<String> unit = attribute(adapter, VMWARE, "unitNumber").filter(text -> text.matches("\\d{1,4}"));
            Optional<String> mac = attribute(adapter, VMWARE, "mac");
            if (unit.isPresent() && mac.isPresent()) {
                adapters.add(new Adapter(
                        Integer.parseInt(unit.get()),
                        mac.get(),
                        attribute(adapter, VMWARE, "network").orElse("")));
            }
        }
        return List.copyOf(adapters);
    }

    private static List<Element> elements(Element root, String namespace, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList nodes = root.getElementsByTagNameNS(namespace, name);
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** With its namespace, or bare, as some tools write it. */
    private static Optional<String> attribute(Element element, String namespace, String name) {
        if (element.hasAttributeNS(namespace, name)) {
            return Optional.of(element.getAttributeNS(namespace, name));
        }
        return element.hasAttribute(name) ? Optional.of(element.getAttribute(name)) : Optional.empty();
    }

    private static InvalidInputException refused(String detail) {
        return new InvalidInputException(new Problem(
                "OVF environment",
                "...",
                detail,
                "Look at the vApp options of the virtual machine, and start it anew."));
    }
}
