package dev.seawall.engine.ecosystem.maven;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dependencies a project's POM declares, with what its parents in the same tree add: properties, managed versions
 * and their own dependencies. Plugins are not dependencies. Nothing is fetched, so a version that only a parent or a
 * bill of materials elsewhere knows stays empty.
 */
public final class PomReader {
    private static final int MAX_PARENTS = 20;
    private static final int MAX_FILL_ROUNDS = 16;
    private static final int MAX_VALUE = 2_000;
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^${}]{1,200})}");
    private static final Pattern RANGE = Pattern.compile("[\\[(]\\s*([^,\\])]*?)\\s*[,\\])].*");

    private final List<Pom> line;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, Pom.Dependency> managed = new HashMap<>();

    private PomReader(List<Pom> line) {
        this.line = line;
        line.reversed().forEach(pom -> properties.putAll(pom.properties()));
        addProjectProperties();
        for (Pom pom : line) {
            for (Pom.Dependency dependency : pom.managed()) {
                managed.putIfAbsent(filled(dependency).identity(), filled(dependency));
            }
        }
    }

    /**
     * Reads one POM.
     *
     * @param path where it lies
     * @param files where its parents may lie
     */
    public static List<Package> read(String path, byte[] content, SameLayerFiles files) throws IOException {
        List<Pom> line = new ArrayList<>();
        line.add(Pom.parse(content));
        addParents(path, line, files);
        return new PomReader(line).packages(path);
    }

    /** The package a POM inside an unpacked archive describes; empty where it does not say enough. */
    public static Optional<Package> self(String path, byte[] content) throws IOException {
        Pom pom = Pom.parse(content);
        Coordinates found = pom.coordinates();
        return found.isComplete()
                ? Optional.of(Package.of("maven", found.name(), found.version(), path, 0)
                        .withLicenses(pom.licenses()))
                : Optional.empty();
    }

    /** The package a pom.properties names; empty where it does not say enough. */
    public static Optional<Package> properties(String path, byte[] content) throws IOException {
        Coordinates found = Coordinates.ofProperties(content);
        return found.isComplete()
                ? Optional.of(Package.of("maven", found.name(), found.version(), path, 0))
                : Optional.empty();
    }

    private static void addParents(String path, List<Pom> line, SameLayerFiles files) {
        Set<String> seen = new HashSet<>(Set.of(path));
        String child = path;
        while (line.size() < MAX_PARENTS) {
            Pom.Parent parent = line.getLast().parent();
            String parentPath = resolve(child, parent.relativePath());
            Optional<Pom> found = seen.add(parentPath) ? readable(parentPath, files) : Optional.empty();
            if (parentPath.isEmpty() || found.isEmpty() || !fits(found.get(), parent.coordinates())) {
                return;
            }
            line.add(found.get());
            child = parentPath;
        }
    }

    private static boolean fits(Pom pom, Coordinates wanted) {
        Coordinates found = pom.coordinates();
        boolean sameVersion = found.version().equals(wanted.version())
                || found.version().contains("${")
                || wanted.version().contains("${");
        return found.artifact().equals(wanted.artifact()) && found.group().equals(wanted.group()) && sameVersion;
    }

    private static Optional<Pom> readable(String path, SameLayerFiles files) {
        try {
            Optional<FileContent> content = files.content(path);
            return content.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Pom.parse(content.get().bytes()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A path relative to a file's folder; a folder means the pom.xml in it. Empty where it leaves the tree. */
    private static String resolve(String from, String relative) {
        if (relative.isEmpty() || relative.startsWith("/")) {
            return "";
        }
        List<String> parts = new ArrayList<>(List.of(from.split("/")));
        parts.removeLast();
        for (String part : relative.split("/")) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return "";
                }
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        String joined = String.join("/", parts);
        boolean file = joined.endsWith(".xml") || joined.endsWith(".pom");
        return file ? joined : joined.isEmpty() ? "pom.xml" : joined + "/pom.xml";
    }

    private void addProjectProperties() {
        Pom self = line.getFirst();
        Coordinates own = self.coordinates();
        Coordinates parent = self.parent().coordinates();
        for (String prefix : List.of("project.", "pom.", "")) {
            properties.putIfAbsent(prefix + "groupId", own.group());
            properties.putIfAbsent(prefix + "artifactId", own.artifact());
            properties.putIfAbsent(prefix + "version", own.version());
        }
        for (String prefix : List.of("project.parent.", "parent.")) {
            properties.putIfAbsent(prefix + "groupId", parent.group());
            properties.putIfAbsent(prefix + "artifactId", parent.artifact());
            properties.putIfAbsent(prefix + "version", parent.version());
        }
    }

    private List<Package> packages(String path) {
        Map<String, Pom.Dependency> own = new java.util.LinkedHashMap<>();
        for (int generation = 0; generation < line.size(); generation++) {
            for (Pom.Dependency dependency : line.get(generation).dependencies()) {
                Pom.Dependency filled = filled(dependency);
                own.putIfAbsent(filled.identity(), generation == 0 ? filled : inherited(filled));
            }
        }
        List<Package> out = new ArrayList<>();
        for (Pom.Dependency dependency : own.values()) {
            Coordinates at = dependency.coordinates();
            if (isKnown(at.group()) && isKnown(at.artifact())) {
                out.add(found(path, dependency));
            }
        }
        return out;
    }

    private static Pom.Dependency inherited(Pom.Dependency d) {
        return new Pom.Dependency(d.coordinates(), d.scope(), d.type(), d.classifier(), 0);
    }

    private Package found(String path, Pom.Dependency dependency) {
        Coordinates at = dependency.coordinates();
        Pom.Dependency manager = managed.get(dependency.identity());
        String version = at.version().isEmpty() && manager != null
                ? manager.coordinates().version()
                : at.version();
        String scope = dependency.scope().isEmpty() && manager != null ? manager.scope() : dependency.scope();
        return Package.of("maven", at.name(), isKnown(version) ? lowest(version) : "", path, dependency.line())
                .withScope(scope.equals("test") ? Scope.DEV : Scope.PROD)
                .withQualifier("classifier", isKnown(dependency.classifier()) ? dependency.classifier() : "")
                .withQualifier("type", dependency.type().equals("jar") ? "" : dependency.type());
    }

    private static boolean isKnown(String text) {
        return !text.isEmpty() && !text.contains("${");
    }

    /** A range stands for the lowest version it allows. */
    private static String lowest(String version) {
        Matcher range = RANGE.matcher(version.length() > 200 ? "" : version);
        return range.matches() ? range.group(1) : version;
    }

    private Pom.Dependency filled(Pom.Dependency d) {
        Coordinates at = d.coordinates();
        Coordinates filled = new Coordinates(filled(at.group()), filled(at.artifact()), filled(at.version()));
        return new Pom.Dependency(filled, filled(d.scope()), filled(d.type()), filled(d.classifier()), d.line());
    }

    /** Puts values for {@code ${…}}; values may hold more of them, bounded against circles and growth. */
    private String filled(String text) {
        String out = text;
        for (int round = 0; round < MAX_FILL_ROUNDS && out.contains("${") && out.length() < MAX_VALUE; round++) {
            String next = PROPERTY.matcher(out).replaceAll(m -> {
                String value = properties.get(m.group(1).strip());
                return Matcher.quoteReplacement(value == null || value.length() > MAX_VALUE ? m.group() : value);
            });
            if (next.equals(out) || next.length() > MAX_VALUE) {
                return out;
            }
            out = next;
        }
        return out;
    }
}
