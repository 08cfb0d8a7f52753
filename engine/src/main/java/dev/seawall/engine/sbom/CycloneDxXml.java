package dev.seawall.engine.sbom;

import dev.seawall.engine.format.Xml;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** CycloneDX as XML, versions 1.2 to 1.7. */
final class CycloneDxXml {
    private static final int MAX_DEPTH = 300;
    private static final int MAX_TEXT = 1_000_000;

    private final Bill bill;
    private final Deque<Component> open = new ArrayDeque<>();
    private final Deque<String> path = new ArrayDeque<>();
    private String property = "";
    private final StringBuilder text = new StringBuilder();

    private CycloneDxXml(Bill bill) {
        this.bill = bill;
    }

    static SbomContent read(byte[] content) throws IOException {
        XMLStreamReader xml = Xml.reader(content);
        CycloneDxXml reader = new CycloneDxXml(new Bill("CycloneDX XML"));
        try {
            boolean known = false;
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        known = known || isBom(xml);
                        reader.start(xml);
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> reader.text(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> reader.end(name(xml));
                    default -> {}
                }
            }
            return reader.content(known);
        } catch (XMLStreamException e) {
            throw new IOException(
                    "malformed XML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private SbomContent content(boolean known) throws IOException {
        if (!known) {
            throw new IOException("the XML is not a CycloneDX bill of material");
        }
        return bill.content();
    }

    private static boolean isBom(XMLStreamReader xml) {
        return name(xml).equals("bom");
    }

    /** The element's name without a prefix; the reader is not aware of namespaces. */
    private static String name(XMLStreamReader xml) {
        String name = xml.getLocalName();
        return name.substring(name.indexOf(':') + 1);
    }

    private void start(XMLStreamReader xml) throws IOException {
        String name = name(xml);
        if (path.size() >= MAX_DEPTH) {
            throw new IOException("more than " + MAX_DEPTH + " elements inside each other");
        }
        path.push(name);
        text.setLength(0);
        if (name.equals("component")) {
            Component c = new Component();
            c.type = attribute(xml, "type");
            c.ref = attribute(xml, "bom-ref");
            open.push(c);
        } else if (name.equals("property")) {
            property = attribute(xml, "name");
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private void text(String more) {
        if (text.length() + more.length() <= MAX_TEXT) {
            text.append(more);
        }
    }

    private void end(String name) throws IOException {
        path.poll();
        String parent = path.isEmpty() ? "" : path.peek();
        if (name.equals("component")) {
            close(open.pop(), parent);
        } else if (!open.isEmpty()) {
            detail(open.peek(), parent, name, text.toString().strip());
        }
        text.setLength(0);
    }

    private void close(Component c, String parent) throws IOException {
        if (parent.equals("metadata")) {
            bill.name = c.name;
            bill.digest = c.first("RepoDigest", "ImageID");
        } else if (!path.contains("tools")) {
            bill.add(c);
        }
    }

    private void detail(Component c, String parent, String name, String value) {
        switch (parent + "/" + name) {
            case "component/name" -> c.name = value;
            case "component/version" -> c.version = value;
            case "component/purl" -> c.purl = value;
            case "license/id", "license/name", "licenses/expression" -> c.license(value);
            case "properties/property" -> c.property(property, value);
            case "occurrence/location" -> c.property("FilePath", value);
            case "occurrence/line" -> c.property("line", value);
            default -> {}
        }
    }
}
