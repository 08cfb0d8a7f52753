package dev.seawall.engine.check.helm;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A chart in a scratch folder, where it may be changed: marks added, broken templates and absent dependencies left out. */
final class ChartCopy implements Closeable {
    private static final int MOST_FILES = 5_000;
    private static final long LARGEST_BYTES = 100_000_000;

    private static final Pattern LOOKUP = Pattern.compile("((?:\\{\\{|\\G)(?:[^}]|}(?!}))*?[\\s(|])lookup(\\s)");

    private final Path folder;
    private final Map<String, TemplateText> templates = new TreeMap<>();

    private ChartCopy(Path folder) {
        this.folder = folder;
    }

    /**
     * Copies a chart; links are not followed.
     *
     * @param instead other contents for files, by their path in the chart
     */
    static ChartCopy of(Path chart, Map<String, byte[]> instead) throws IOException {
        ChartCopy copy = new ChartCopy(Files.createTempDirectory("seawall-helm"));
        try {
            copy.fill(chart, instead);
            return copy;
        } catch (IOException e) {
            copy.close();
            throw e;
        }
    }

    private void fill(Path chart, Map<String, byte[]> instead) throws IOException {
        long bytes = 0;
        int files = 0;
        try (Stream<Path> walk = Files.walk(chart, 20)) {
            for (Path path : (Iterable<Path>) walk.sorted()::iterator) {
                if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        || path.toString().contains("/.git/")) {
                    continue;
                }
                bytes += Files.size(path);
                if (++files > MOST_FILES || bytes > LARGEST_BYTES) {
                    throw new IOException("larger than a chart of " + MOST_FILES + " files and 100 MB");
                }
                String name = chart.relativize(path).toString();
                byte[] other = instead.get(name);
                write(name, other == null ? Files.readAllBytes(path) : other);
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void write(String name, byte[] content) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        Files.write(path, name.contains("templates/") ? offline(content) : content);
        if (name.matches("(charts/[^/]+/)*templates/(.*/)?[^_/][^/]*\\.(ya?ml|json|tpl)")) {
            templates.put(name, new TemplateText(new String(content, StandardCharsets.UTF_8)));
        }
    }

    /**
     * A template that asks no cluster: {@code lookup a b c d} becomes {@code omit (dict) a b c d}, which is the empty map
     * that Helm answers without a cluster.
     */
    private static byte[] offline(byte[] template) {
        String text = new String(template, StandardCharsets.UTF_8);
        return text.contains("lookup")
                ? LOOKUP.matcher(text).replaceAll("$1omit (dict)$2").getBytes(StandardCharsets.UTF_8)
                : template;
    }

    Path folder() {
        return folder;
    }

    /** The templates that make manifests, by their path in the chart. */
    Map<String, TemplateText> templates() {
        return templates;
    }

    /** Writes every template with its marks. */
    void mark() throws IOException {
        for (Map.Entry<String, TemplateText> template : templates.entrySet()) {
            Path path = folder.resolve(template.getKey());
            if (Files.exists(path)) {
                Files.write(path, offline(template.getValue().marked().getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** Writes a file anew, or a template without its marks. */
    void put(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    /** Writes a template as it was. */
    void restore(String name) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        String text = Objects.requireNonNull(templates.get(name)).text();
        Files.write(path, offline(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The templates that are not left out. */
    List<String> present() {
        return templates.keySet().stream()
                .filter(name -> Files.exists(folder.resolve(name)))
                .toList();
    }

    /** Leaves a file out; false where it is not there. */
    boolean leaveOut(String name) throws IOException {
        Path path = folder.resolve(name).normalize();
        return path.startsWith(folder) && Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
