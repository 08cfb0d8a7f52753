package dev.seawall.engine.ecosystem.maven;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Group, artifact and version of something Maven knows; empty where unknown. */
record Coordinates(String group, String artifact, String version) {
    static final Coordinates NONE = new Coordinates("", "", "");

    /** Reads a pom.properties; lenient with malformed escapes. */
    static Coordinates ofProperties(byte[] content) throws IOException {
        Properties fields = new Properties();
        try {
            fields.load(new StringReader(new String(content, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return NONE;
        }
        return new Coordinates(
                fields.getProperty("groupId", "").strip(),
                fields.getProperty("artifactId", "").strip(),
                fields.getProperty("version", "").strip());
    }

    /** Whether all three are there, without blanks and without properties nobody filled in. */
    boolean isComplete() {
        return isWord(group) && isWord(artifact) && isWord(version);
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.indexOf(' ') < 0 && !text.contains("${");
    }

    /** The name as users write it: {@code group:artifact}. */
    String name() {
        return group + ":" + artifact;
    }
}
