package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Xml;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Flatpak applications, from the AppStream metadata each exports. */
final class Flatpak implements Ecosystem {
    private static final Pattern METADATA = Pattern.compile(
            "var/lib/flatpak/app/[^/]+/current/active/(?:export|files)/share/(?:metainfo|appdata)/[^/]+\\.xml");
    private static final int LIMIT = 100_000;

    @Override
    public String id() {
        return "flatpak";
    }

    @Override
    public boolean wants(FileEntry file) {
        return file.kind() == FileEntry.Kind.FILE
                && METADATA.matcher(file.path()).matches();
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Optional<FileContent> content = files.content(file.path());
        if (content.isEmpty()) {
            return Reading.NOTHING;
        }
        Map<String, String> values = new TreeMap<>();
        try {
            XMLStreamReader reader = Xml.reader(content.get().bytes());
            for (int i = 0; i < LIMIT && reader.hasNext(); i++) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    element(reader, values);
                }
            }
        } catch (XMLStreamException e) {
            throw new MalformedFileException("malformed XML", e);
        }
        String name = values.getOrDefault("id", "").replaceFirst("\\.desktop$", "");
        if (name.isEmpty()) {
            throw new MalformedFileException("a flatpak without an id");
        }
        String license = values.getOrDefault("project_license", "");
        return Reading.of(List.of(Package.of("flatpak", name, values.getOrDefault("version", ""), file.path(), 0)
                .withLicenses(license.isEmpty() ? List.of() : List.of(license))));
    }

    /** The first id and licence, and the version of the first release, which is the newest. */
    private static void element(XMLStreamReader reader, Map<String, String> values) throws XMLStreamException {
        String name = reader.getLocalName();
        if (name.equals("release")) {
            String version = reader.getAttributeValue(null, "version");
            values.putIfAbsent("version", version == null ? "" : version);
        } else if ((name.equals("id") || name.equals("project_license")) && !values.containsKey(name)) {
            values.put(name, reader.getElementText().strip());
        }
    }

    @Override
    public List<Package> resolve(List<Package> visible, Os os) {
        return Distributions.distinct(visible);
    }

    /** Nobody files advisories about flatpaks. */
    @Override
    public String versionScheme() {
        return "semantic";
    }
}
