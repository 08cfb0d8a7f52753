import java.io.BufferedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an OSV bucket of generated records: java Generate.java FOLDER RECORDS PACKAGES. Records have the fields and
 * lengths of real ones; the same arguments give the same bytes.
 */
final class Generate {
    private static final String[] WORDS =
            ("buffer overflow in parser allows remote attacker crafted request denial of service memory corruption use after free"
                            + " improper validation header injection path traversal archive cross site scripting template token leak")
                    .split(" ");

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int records = Integer.parseInt(arguments[1]);
        int packages = Integer.parseInt(arguments[2]);
        Random random = new Random(42);
        Path zip = Files.createDirectories(folder.resolve("npm")).resolve("all.zip");
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip), 1 << 20))) {
            out.setLevel(1);
            for (int i = 0; i < records; i++) {
                String id = "GHSA-" + Integer.toString(1_000_000_000 + i, 36);
                out.putNextEntry(new ZipEntry(id + ".json"));
                out.write(record(id, i, packages, random).getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
    }

    private static String record(String id, int i, int packages, Random random) {
        StringBuilder affected = new StringBuilder();
        int count = 1 + (random.nextInt(4) == 0 ? random.nextInt(4) : 0);
        for (int a = 0; a < count; a++) {
            int pkg = a == 0 && i < packages ? i : random.nextInt(packages);
            affected.append(a == 0 ? "" : ",")
                    .append("{\"package\":{\"ecosystem\":\"npm\",\"name\":\"package-")
                    .append(pkg)
                    .append("\",\"purl\":\"pkg:npm/package-")
                    .append(pkg)
                    .append("\"},\"ranges\":[{\"type\":\"SEMVER\",\"events\":[{\"introduced\":\"")
                    .append(random.nextInt(3))
                    .append(".0.0\"},{\"fixed\":\"")
                    .append(3 + random.nextInt(5))
                    .append('.')
                    .append(random.nextInt(20))
                    .append(".1\"}]}]}");
        }
        return "{\"schema_version\":\"1.7.0\",\"id\":\"" + id + "\",\"modified\":\"2026-0" + (1 + random.nextInt(9))
                + "-11T10:00:00Z\",\"published\":\"2025-01-01T00:00:00Z\",\"aliases\":[\"CVE-" + (2010 + i % 17) + "-"
                + (10_000 + i) + "\"],\"summary\":\"" + text(random, 9) + "\",\"details\":\"" + text(random, 90)
                + "\",\"severity\":[{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:"
                + "NLH".charAt(random.nextInt(3)) + "/I:" + "NLH".charAt(random.nextInt(3)) + "/A:"
                + "LH".charAt(random.nextInt(2)) + "\"}],\"affected\":[" + affected
                + "],\"references\":[{\"type\":\"WEB\",\"url\":\"https://example.org/advisories/" + id
                + "\"},{\"type\":\"FIX\",\"url\":\"https://example.org/project/commit/" + Long.toHexString(random.nextLong())
                + Long.toHexString(random.nextLong()) + "\"}],\"database_specific\":{\"severity\":\"HIGH\",\"cwe_ids\":[\"CWE-"
                + random.nextInt(1000) + "\"]}}";
    }

    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }
}
