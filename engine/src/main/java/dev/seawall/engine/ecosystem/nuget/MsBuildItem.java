package dev.seawall.engine.ecosystem.nuget;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.format.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One element of an MSBuild project or a packages.config that names a package.
 *
 * @param element its name, such as PackageReference
 * @param values its attributes and child elements by name, properties of the same file filled in
 * @param line where it starts
 */
record MsBuildItem(String element, Map<String, String> values, int line) {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\(([\\w.]+)\\)");
    private static final int MOST_ITEMS = 200_000;
    private static final int DEEPEST = 200;
    private static final int LONGEST_PROPERTY = 200;

    MsBuildItem {
        values = Map.copyOf(values);
    }

    /** A value; empty where absent or where it needs a property the file does not set. */
    String value(String name) {
        String value = values.getOrDefault(name, "").strip();
        return value.contains("$(") ? "" : value;
    }

    /** Every element of the document that has attributes or children, in file order. */
    static List<MsBuildItem> read(byte[] content) throws IOException {
        if (content.length == 0) {
            return List.of();
        }
        try {
            return new Reader(Xml.reader(content)).read();
        } catch (XMLStreamException e) {
            throw new MalformedFileException("malformed XML: " + firstLine(e), e);
        }
    }

    private static String firstLine(XMLStreamException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Reads elements with a stack of those that are open. */
    private static final class Reader {
        private final XMLStreamReader xml;
        private final List<Open> open = new ArrayList<>();
        private final List<MsBuildItem> found = new ArrayList<>();
        private final Map<String, String> properties = new HashMap<>();

        private record Open(String name, Map<String, String> values, StringBuilder text, int line) {}

        Reader(XMLStreamReader xml) {
            this.xml = xml;
        }

        List<MsBuildItem> read() throws XMLStreamException, MalformedFileException {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> start();
                    case XMLStreamConstants.END_ELEMENT -> end(open.removeLast());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
                    default -> {}
                }
            }
            return found.stream().map(this::filled).toList();
        }

        private void start() throws MalformedFileException {
            if (open.size() > DEEPEST || found.size() > MOST_ITEMS) {
                throw new MalformedFileException("XML nested too deeply or too long");
            }
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                values.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
            }
            int line = xml.getLocation().getLineNumber();
            open.add(new Open(xml.getLocalName(), values, new StringBuilder(), line));
        }

        private void text() {
            if (!open.isEmpty()) {
                open.getLast().text().append(xml.getText());
            }
        }

        private void end(Open done) {
            if (!open.isEmpty()) {
                open.getLast().values().putIfAbsent(done.name(), done.text().toString());
                if (open.getLast().name().equals("PropertyGroup") && done.text().length() < LONGEST_PROPERTY) {
                    properties.put(done.name(), done.text().toString().strip());
                }
            }
            if (!done.values().isEmpty() && done.values().size() < 100) {
                found.add(new MsBuildItem(done.name(), done.values(), done.line()));
            }
        }

        private MsBuildItem filled(MsBuildItem item) {
            Map<String, String> values = new HashMap<>(item.values());
            values.replaceAll((name, value) -> fill(value));
            return new MsBuildItem(item.element(), values, item.line());
        }

        private String fill(String value) {
            return PROPERTY.matcher(value)
                    .replaceAll(m -> Matcher.quoteReplacement(properties.getOrDefault(m.group(1), m.group())));
        }
    }
}
