package dev.seawall.engine.ecosystem.maven;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A project's POM as it is written, nothing inherited and nothing filled in. */
record Pom(
        Coordinates own,
        Parent parent,
        TreeMap<String, String> properties,
        List<Dependency> dependencies,
        List<Dependency> managed,
        List<String> licenses) {

    /** @param relativePath where the parent's file lies; {@code ../pom.xml} unless stated, empty for nowhere */
    record Parent(Coordinates coordinates, String relativePath) {
        static final Parent NONE = new Parent(Coordinates.NONE, "");
    }

    /** @param line of the element's start tag */
    record Dependency(Coordinates coordinates, String scope, String type, String classifier, int line) {
        /** What Maven tells dependencies of one project apart by. */
        String identity() {
            return coordinates.name() + ":" + (type.isEmpty() ? "jar" : type) + ":" + classifier;
        }
    }

    /**
     * Reads a POM; active-by-default profiles are part of it.
     *
     * @throws IOException where it is not XML or not a project
     */
    static Pom parse(byte[] content) throws IOException {
        XmlElement project = XmlElement.parse(content, "project");
        TreeMap<String, String> properties = new TreeMap<>();
        Map<String, Dependency> dependencies = new LinkedHashMap<>();
        Map<String, Dependency> managed = new LinkedHashMap<>();
        collect(project, properties, dependencies, managed);
        for (XmlElement profile : project.child("profiles").children("profile")) {
            if (profile.child("activation").text("activeByDefault").equalsIgnoreCase("true")) {
                collect(profile, properties, dependencies, managed);
            }
        }
        List<String> licenses = new ArrayList<>();
        project.child("licenses").children("license").forEach(l -> licenses.add(l.text("name")));
        licenses.removeIf(String::isEmpty);
        return new Pom(
                coordinates(project),
                parent(project.child("parent")),
                properties,
                List.copyOf(dependencies.values()),
                List.copyOf(managed.values()),
                licenses);
    }

    private static Parent parent(XmlElement element) {
        if (element.isAbsent()) {
            return Parent.NONE;
        }
        XmlElement path = element.child("relativePath");
        return new Parent(coordinates(element), path.isAbsent() ? "../pom.xml" : path.text());
    }

    private static void collect(
            XmlElement owner,
            Map<String, String> properties,
            Map<String, Dependency> dependencies,
            Map<String, Dependency> managed) {
        owner.child("properties").children().forEach(p -> properties.put(p.name(), p.text()));
        // of several declarations of one dependency the first counts
        for (XmlElement element : owner.child("dependencies").children("dependency")) {
            Dependency found = dependency(element);
            dependencies.putIfAbsent(found.identity(), found);
        }
        XmlElement management = owner.child("dependencyManagement").child("dependencies");
        for (XmlElement element : management.children("dependency")) {
            Dependency found = dependency(element);
            managed.putIfAbsent(found.identity(), found);
        }
    }

    private static Dependency dependency(XmlElement element) {
        return new Dependency(
                coordinates(element),
                element.text("scope"),
                element.text("type"),
                element.text("classifier"),
                element.line());
    }

    private static Coordinates coordinates(XmlElement element) {
        return new Coordinates(element.text("groupId"), element.text("artifactId"), element.text("version"));
    }

    /** The project's own coordinates, with what it takes from its parent and its own properties. */
    Coordinates coordinates() {
        Coordinates above = parent.coordinates();
        return new Coordinates(
                own.group().isEmpty() ? above.group() : own.group(),
                own.artifact(),
                own.version().isEmpty() ? above.version() : own.version());
    }
}
