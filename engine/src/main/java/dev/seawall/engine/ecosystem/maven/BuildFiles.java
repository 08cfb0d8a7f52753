package dev.seawall.engine.ecosystem.maven;

import dev.seawall.engine.ecosystem.PackageText;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Locks and declarations of Gradle, sbt, Ivy and Bazel. */
public final class BuildFiles {
    private static final Pattern LOCKED = Pattern.compile("^([^:#=\\s]+):([^:\\s]+):([^=\\s:]+)=(.*)$");
    private static final Pattern CONSISTENT = Pattern.compile("^([^:#=\\s]+):([^:\\s]+):(\\S+) \\(.*\\)\\s*$");
    private static final Pattern SBT =
            Pattern.compile("\"([^\"\\s]+)\"\\s*%{1,3}\\s*\"([^\"\\s]+)\"\\s*%\\s*(?:\"([^\"]+)\"|([A-Za-z_]\\w*))"
                    + "(\\s*%\\s*\"?[Tt]est)?");
    private static final Pattern SBT_VALUE =
            Pattern.compile("\\bval\\s+([A-Za-z_]\\w*)\\s*(?::\\s*String\\s*)?=\\s*\"([^\"]+)\"");
    private static final Pattern BAZEL_ARTIFACT = Pattern.compile(
            "[\"']([A-Za-z0-9_.-]{1,200}\\.[A-Za-z0-9_.-]{1,200}|[a-z][a-z0-9-]{1,200}):([A-Za-z0-9_.-]{1,200}):(?:[a-z]+:)?(\\d[A-Za-z0-9_.+-]*)[\"']");

    private BuildFiles() {}

    /** {@code gradle.lockfile} and {@code buildscript-gradle.lockfile}. */
    public static List<Package> gradleLock(PackageText file) {
        List<Package> out = new ArrayList<>();
        int number = 0;
        for (String line : file.lines()) {
            number++;
            Matcher entry = LOCKED.matcher(line.strip());
            if (entry.matches()) {
                String name = entry.group(1) + ":" + entry.group(2);
                Package found = file.found("maven", name, entry.group(3), number);
                out.add(found.withScope(isForTests(entry.group(4)) ? Scope.DEV : Scope.PROD));
            }
        }
        return out;
    }

    private static boolean isForTests(String configurations) {
        for (String name : configurations.split(",")) {
            if (!name.startsWith("test")
                    && (name.length() > 200 || !name.matches("\\w*(?:UnitTest|AndroidTest|TestFixtures)\\w*"))) {
                return false;
            }
        }
        return !configurations.isEmpty();
    }

    /** {@code versions.lock} of gradle-consistent-versions. */
    public static List<Package> gradleConsistentVersions(PackageText file) {
        List<Package> out = new ArrayList<>();
        Scope scope = Scope.PROD;
        int number = 0;
        for (String line : file.lines()) {
            number++;
            Matcher entry = CONSISTENT.matcher(line);
            if (line.startsWith("[Test dependencies]")) {
                scope = Scope.DEV;
            } else if (line.length() < 2_000 && entry.matches()) {
                String name = entry.group(1) + ":" + entry.group(2);
                out.add(file.found("maven", name, entry.group(3), number).withScope(scope));
            }
        }
        return out;
    }

    /** {@code gradle/verification-metadata.xml}. */
    public static List<Package> gradleVerification(PackageText file) throws IOException {
        XmlElement root = XmlElement.parse(file.bytes(), "verification-metadata");
        List<Package> out = new ArrayList<>();
        for (XmlElement component : root.child("components").children("component")) {
            String group = component.attribute("group");
            String name = component.attribute("name");
            if (!group.isEmpty() && !name.isEmpty()) {
                out.add(file.found("maven", group + ":" + name, component.attribute("version"), component.line()));
            }
        }
        return out;
    }

    /** {@code ivy.xml}. */
    public static List<Package> ivy(PackageText file) throws IOException {
        XmlElement root = XmlElement.parse(file.bytes(), "ivy-module");
        List<Package> out = new ArrayList<>();
        for (XmlElement entry : root.child("dependencies").children("dependency")) {
            String group = entry.attribute("org");
            String name = entry.attribute("name");
            String version = entry.attribute("rev");
            if (!group.isEmpty() && !name.isEmpty() && !version.isEmpty()) {
                boolean test = entry.attribute("conf").matches("\\s*test\\s*(?:->.*)?");
                Package found = file.found("maven", group + ":" + name, version, entry.line());
                out.add(found.withScope(test ? Scope.DEV : Scope.PROD));
            }
        }
        return out;
    }

    /** {@code build.sbt.lock} of sbt-dependency-lock. */
    public static List<Package> sbtLock(PackageText file) throws IOException {
        List<Package> out = new ArrayList<>();
        for (JsonNode entry : Json.parse(file.bytes()).path("dependencies").values()) {
            String group = entry.path("org").asString("");
            String name = entry.path("name").asString("");
            if (!group.isEmpty() && !name.isEmpty()) {
                int line = file.lineOfNext("\"" + name + "\"");
                Package found = file.found(
                        "maven", group + ":" + name, entry.path("version").asString(""), line);
                out.add(found.withScope(isForTests(entry.path("configurations")) ? Scope.DEV : Scope.PROD));
            }
        }
        return out;
    }

    private static boolean isForTests(JsonNode configurations) {
        boolean test = false;
        for (JsonNode name : configurations.values()) {
            if (!name.asString("").startsWith("test")) {
                return false;
            }
            test = true;
        }
        return test;
    }

    /** Declarations in {@code *.sbt}; versions may be named values of the same file. */
    public static List<Package> sbt(PackageText file) {
        String text = file.withoutComments("/*", "*/", List.of("//"));
        Map<String, String> values = new HashMap<>();
        Matcher value = SBT_VALUE.matcher(text);
        while (value.find()) {
            values.putIfAbsent(value.group(1), value.group(2));
        }
        List<Package> out = new ArrayList<>();
        Matcher entry = SBT.matcher(text);
        while (entry.find()) {
            String plain = entry.group(3);
            String version = plain != null ? plain : values.getOrDefault(entry.group(4), "");
            if (!version.isEmpty() && !isPlugin(text, entry.start())) {
                String name = entry.group(1) + ":" + entry.group(2);
                Package found = file.found("maven", name, version, file.lineOf(entry.start()));
                out.add(found.withScope(entry.group(5) != null ? Scope.DEV : Scope.PROD));
            }
        }
        return out;
    }

    private static boolean isPlugin(String text, int at) {
        return text.substring(Math.max(0, at - 40), at).matches("(?s).*addSbtPlugin\\s*\\(\\s*");
    }

    /** Maven artifacts in {@code MODULE.bazel} and {@code WORKSPACE}; nothing where Maven is not mentioned. */
    public static List<Package> bazel(PackageText file) {
        if (!file.text().contains("maven")) {
            return List.of();
        }
        String text = file.text().replaceAll("(?m)(^|\\s)#[^\\n]*", "$1");
        PackageText plain = PackageText.of(file.path(), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Map<String, Package> out = new LinkedHashMap<>();
        Matcher entry = BAZEL_ARTIFACT.matcher(text);
        while (entry.find()) {
            String name = entry.group(1) + ":" + entry.group(2);
            Package found = file.found("maven", name, entry.group(3), plain.lineOf(entry.start()));
            out.putIfAbsent(name + entry.group(3), found);
        }
        return List.copyOf(out.values());
    }
}
