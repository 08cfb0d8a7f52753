package dev.seawall.engine.ecosystem.maven;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.format.Xml;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A small XML tree with lines; absent elements are an empty element rather than null. */
final class XmlElement {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_ELEMENTS = 2_000_000;
    private static final XmlElement ABSENT = new XmlElement("", 0, Map.of());

    private final String name;
    private final int line;
    private final Map<String, String> attributes;
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlElement(String name, int line, Map<String, String> attributes) {
        this.name = name;
        this.line = line;
        this.attributes = attributes;
    }

    /**
     * Reads a whole document.
     *
     * @param root name the outermost element must have
     * @throws MalformedFileException where it is not well-formed, too deep or something else
     */
    static XmlElement parse(byte[] content, String root) throws IOException {
        try {
            XMLStreamReader reader = Xml.reader(utf8(content));
            XmlElement found = tree(reader);
            if (!found.name.equals(root)) {
                throw new MalformedFileException("not a <" + root + "> document");
            }
            return found;
        } catch (XMLStreamException | RuntimeException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new MalformedFileException("malformed XML: " + reason, e);
        }
    }

    /** Old files in Latin-1 do not always say so. */
    private static byte[] utf8(byte[] content) {
        int head = Math.min(content.length, 200);
        if (new String(content, 0, head, StandardCharsets.ISO_8859_1).contains("encoding=")) {
            return content;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return content;
        } catch (CharacterCodingException e) {
            return new String(content, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static XmlElement tree(XMLStreamReader reader) throws XMLStreamException, IOException {
        ArrayDeque<XmlElement> open = new ArrayDeque<>();
        XmlElement root = ABSENT;
        int count = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                XmlElement element = start(reader);
                if (open.isEmpty()) {
                    root = element;
                } else {
                    open.peek().children.add(element);
                }
                open.push(element);
                if (open.size() > MAX_DEPTH || ++count > MAX_ELEMENTS) {
                    throw new MalformedFileException("too large: XML of more than " + MAX_DEPTH + " levels");
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open.pop();
            } else if (reader.isCharacters() && !open.isEmpty()) {
                open.peek().text.append(reader.getText());
            }
        }
        return root;
    }

    private static XmlElement start(XMLStreamReader reader) {
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return new XmlElement(reader.getLocalName(), reader.getLocation().getLineNumber(), attributes);
    }

    boolean isAbsent() {
        return this == ABSENT;
    }

    String name() {
        return name;
    }

    /** Line of the start tag's end. */
    int line() {
        return line;
    }

    String text() {
        return text.toString().strip();
    }

    /** Text of a child, empty where there is none. */
    String text(String childName) {
        return child(childName).text();
    }

    String attribute(String attributeName) {
        return attributes.getOrDefault(attributeName, "").strip();
    }

    XmlElement child(String childName) {
        for (XmlElement child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return ABSENT;
    }

    List<XmlElement> children() {
        return children;
    }

    List<XmlElement> children(String childName) {
        return children.stream().filter(c -> c.name.equals(childName)).toList();
    }
}
