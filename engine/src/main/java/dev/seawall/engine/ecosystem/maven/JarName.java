package dev.seawall.engine.ecosystem.maven;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of an archive tells: {@code some-library-1.2.3-jre.jar} is {@code some-library} at {@code 1.2.3-jre}.
 *
 * @param artifact name before the version; the whole name where there is none
 * @param version empty where the name has none
 */
record JarName(String artifact, String version) {
    private static final Set<String> EXTENSIONS =
            Set.of("jar", "war", "ear", "jmod", "par", "sar", "jpi", "hpi", "lpkg", "nar", "kar", "rar");
    private static final Pattern DASHED =
            Pattern.compile("(?i)(.+?)-(\\d.*|build\\d.*|rc?\\d+(?:[^a-z].*)?)", Pattern.DOTALL);
    private static final Pattern OTHER =
            Pattern.compile("(?i)([a-z][\\w-]*?(?:\\.[a-z][\\w-]*?)*)[._](\\d.*)", Pattern.DOTALL);

    /** Whether a path ends like a Java archive. */
    static boolean isArchive(String path) {
        int dot = path.lastIndexOf('.');
        int length = path.length() - dot - 1;
        return dot >= 0
                && length >= 3
                && length <= 4
                && EXTENSIONS.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** Whether a path ends like a plug-in of Jenkins. */
    static boolean isJenkinsPlugin(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith(".jpi") || lower.endsWith(".hpi");
    }

    static JarName parse(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        String name = dot > 0 ? file.substring(0, Math.min(dot, 500)) : file;
        for (Pattern pattern : new Pattern[] {DASHED, OTHER}) {
            Matcher parts = pattern.matcher(name);
            if (parts.matches()) {
                return new JarName(parts.group(1), parts.group(2));
            }
        }
        return new JarName(name, "");
    }

    /** The group in names such as {@code org.apache.felix.framework}, empty where there is none. */
    String dottedGroup() {
        int dot = artifact.lastIndexOf('.');
        return dot > 0 ? artifact.substring(0, dot).toLowerCase(Locale.ROOT) : "";
    }
}
