package dev.seawall.engine.ecosystem.program;

import dev.seawall.engine.ecosystem.PackageText;
import dev.seawall.engine.model.Package;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The {@code release} file at the root of a Java distribution. */
public final class JavaRelease {
    private JavaRelease() {}

    /**
     * The distribution.
     *
     * @param compiler whether {@code bin/javac} lies beside
     * @return one package named as vulnerability records name it ({@code jdk}, {@code jre}, {@code openjdk},
     *     {@code zulu}), or none where this is another file called release
     */
    public static List<Package> read(PackageText file, boolean compiler) {
        Map<String, String> fields = fields(file);
        String version = version(fields);
        if (version.isEmpty()) {
            return List.of();
        }
        String maker = field(fields, "IMPLEMENTOR").toLowerCase(Locale.ROOT).replace(" ", "");
        boolean runtimeOnly = !compiler
                && field(fields, "IMAGE_TYPE").toLowerCase(Locale.ROOT).contains("jre");
        String product = runtimeOnly ? "jre" : "jdk";
        Package found = file.found("generic", "openjdk", version, file.lineOfNext("JAVA_VERSION"));
        if (maker.contains("azul") || file.path().contains("zulu")) {
            return List.of(named(found, "azul", "zulu", fields));
        }
        if (maker.contains("sun")) {
            return List.of(named(found, "sun", product, fields));
        }
        boolean oracle = maker.contains("oracle") || file.path().contains("oracle");
        return List.of(named(found, "oracle", oracle ? product : "openjdk", fields));
    }

    private static Package named(Package found, String vendor, String name, Map<String, String> fields) {
        String source = field(fields, "SOURCE_REPO");
        String build = field(fields, "BUILD_SOURCE_REPO");
        return Package.of("generic", name, found.version(), found.path(), found.line())
                .withNamespace(vendor)
                .withQualifier("repository_url", source.isEmpty() ? build : source);
    }

    /** The most exact one: the runtime's, else the full one if it agrees on the first number, else the plain one. */
    private static String version(Map<String, String> fields) {
        String runtime = field(fields, "JAVA_RUNTIME_VERSION");
        String plain = field(fields, "JAVA_VERSION");
        String full = field(fields, "FULL_VERSION");
        if (!runtime.isEmpty()) {
            return runtime;
        }
        boolean agrees = !full.isEmpty() && full.split("\\.", 2)[0].equals(plain.split("\\.", 2)[0]);
        return agrees ? full : plain;
    }

    private static String field(Map<String, String> fields, String key) {
        return fields.getOrDefault(key, "");
    }

    private static Map<String, String> fields(PackageText file) {
        Map<String, String> out = new TreeMap<>();
        for (String line : file.lines()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                out.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip().replace("\"", ""));
            }
        }
        return out;
    }
}
