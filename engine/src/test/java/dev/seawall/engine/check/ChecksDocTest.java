package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.engine.check.tree.SourceMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One page per check in docs/check, made from its file; {@code -Dseawall.write=true} writes what is stale. */
final class ChecksDocTest {
    private static final Path DOCS = Path.of("../docs/check");

    @Test
    void everyCheckHasItsPage() throws IOException {
        TreeMap<String, String> pages = new TreeMap<>();
        for (Path file : CheckSources.files()) {
            SourceMap root = CheckSources.root(file);
            pages.put(root.text("id") + ".md", page(root, file));
        }
        if (Boolean.getBoolean("seawall.write")) {
            write(pages);
        }
        Set<String> stale = new TreeSet<>(present());
        stale.removeAll(pages.keySet());
        for (var page : pages.entrySet()) {
            Path path = DOCS.resolve(page.getKey());
            if (!Files.exists(path) || !Files.readString(path).equals(page.getValue())) {
                stale.add(page.getKey());
            }
        }
        assertEquals(Set.of(), stale, "stale pages in docs/check; run this test with -Dseawall.write=true");
    }

    @Test
    void theIndexHoldsEveryFile() throws IOException {
        List<String> files = CheckSources.files().stream()
                .map(file -> file.getFileName().toString().replace(".yaml", ""))
                .sorted()
                .toList();
        assertEquals(
                files,
                Checks.builtIn().stream().map(Check::id).toList(),
                "stale index: remove engine/target/classes/check");
    }

    private static List<String> present() throws IOException {
        if (!Files.isDirectory(DOCS)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(DOCS)) {
            return list.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static void write(TreeMap<String, String> pages) throws IOException {
        Files.createDirectories(DOCS);
        for (String old : present()) {
            if (!pages.containsKey(old)) {
                Files.delete(DOCS.resolve(old));
            }
        }
        for (var page : pages.entrySet()) {
            Files.writeString(DOCS.resolve(page.getKey()), page.getValue());
        }
    }

    private static String page(SourceMap root, Path file) {
        StringBuilder page = new StringBuilder("# " + root.text("title") + "\n\n");
        page.append("`").append(root.text("id")).append("` · ").append(root.text("severity"));
        page.append(" · ").append(String.join(", ", texts(root, "practices")));
        page.append(" · for ").append(String.join(", ", texts(root, "targets"))).append("\n\n");
        page.append(root.text("why").strip()).append("\n\n");
        if (!root.text("advice").isEmpty()) {
            page.append("**Remedy.** ").append(root.text("advice").strip()).append("\n\n");
        }
        line(page, "Controls", texts(root, "controls"));
        line(page, "Also known as", texts(root, "also-known-as"));
        line(page, "More", texts(root, "references"));
        parameters(page, root);
        String condition = root.text("fail").strip();
        page.append(
                condition.isEmpty() ? "A human must judge this.\n" : "Violated where\n\n```\n" + condition + "\n```\n");
        page.append("\nMade from `")
                .append(file.toString().replace("\\", "/").replaceFirst(".*/check/", "check/"))
                .append("`.\n");
        return page.toString();
    }

    private static void parameters(StringBuilder page, SourceMap root) {
        SourceMap parameters = root.map("parameters");
        for (String name : parameters.keySet()) {
            page.append("Parameter `")
                    .append(name)
                    .append("`, default `")
                    .append(parameters.get(name))
                    .append("`.\n\n");
        }
    }

    private static void line(StringBuilder page, String title, List<String> values) {
        if (!values.isEmpty()) {
            page.append(title).append(": ").append(String.join(", ", values)).append("\n\n");
        }
    }

    private static List<String> texts(SourceMap root, String key) {
        return root.list(key).stream().map(String::valueOf).toList();
    }
}
