package dev.seawall.engine.check.kustomize;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.check.tree.YamlTree;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One kustomization being built, with those it rests on. Nothing is fetched, nothing is run. */
final class Kustomization {
    static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private static final int DEEPEST = 30;
    private static final Pattern REMOTE = Pattern.compile(
            "(?i)^([a-z+]+://|git@|git::|(www\\.)?(github|gitlab|bitbucket)\\.).*|.*\\?ref=.*|.*\\.git(/.*)?$");
    private static final Set<String> NOT_DONE = Set.of(
            "helmCharts",
            "helmChartInflationGenerator",
            "generators",
            "transformers",
            "validators",
            "replacements",
            "vars",
            "configurations",
            "crds",
            "openapi");

    private final Loaded loaded;
    private final Path folder;
    private final String file;
    private final SourceMap root;
    private List<Resource> resources = new ArrayList<>();

    private Kustomization(Loaded loaded, Path folder, String file, SourceMap root) {
        this.loaded = loaded;
        this.folder = folder;
        this.file = file;
        this.root = root;
    }

    /** The file of a folder, or null where it is no kustomization. */
    @org.jspecify.annotations.Nullable
    static Path fileOf(Path folder) {
        return NAMES.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    /** The objects of a folder's kustomization, names of generated ones with their suffix. */
    static List<Resource> build(Path folder, Loaded loaded) throws IOException {
        List<Resource> resources = accumulated(folder, loaded, List.of(), 0);
        for (Resource resource : resources) {
            if (resource.hashed) {
                resource.rename(resource.name() + "-" + Generators.suffix(resource.root), Mark.NONE);
            }
        }
        References.follow(resources);
        return resources;
    }

    /** @param before the objects that a component works on; empty for a base */
    private static List<Resource> accumulated(Path folder, Loaded loaded, List<Resource> before, int depth)
            throws IOException {
        Path path = fileOf(folder);
        if (path == null) {
            throw new IOException("there is no kustomization in " + folder);
        }
        if (depth > DEEPEST) {
            throw new IOException("kustomizations rest on each other in a circle or too deeply");
        }
        SourceMap root = loaded.tree(path);
        Kustomization made = new Kustomization(loaded, folder, loaded.shown(path), root);
        made.resources.addAll(before);
        made.run(depth);
        return made.resources;
    }

    private void run(int depth) throws IOException {
        for (String field : root.keySet()) {
            if (NOT_DONE.contains(field)) {
                loaded.problem(
                        file,
                        FileStatus.State.UNSUPPORTED,
                        "line " + root.mark(field).line() + ": '" + field + "' is not evaluated");
            }
        }
        for (String key : List.of("resources", "bases")) {
            each(key, (entry, mark) -> resource(entry, mark, depth));
        }
        each("components", (entry, mark) -> {
            if (isLocal(entry, mark)) {
                resources = accumulated(folder.resolve(entry).normalize(), loaded, resources, depth + 1);
            }
        });
        generate("configMapGenerator", false);
        generate("secretGenerator", true);
        new Patches(root, resources, this::text, loaded, file).apply();
        new Transformers(root, resources).apply();
    }

    private interface Visit {
        void visit(String entry, Mark mark) throws IOException;
    }

    private void each(String key, Visit visit) {
        SourceList list = root.list(key);
        for (int i = 0; i < list.size(); i++) {
            try {
                visit.visit(String.valueOf(list.get(i)), list.mark(i));
            } catch (IOException e) {
                loaded.problem(
                        file, FileStatus.State.MALFORMED, "line " + list.mark(i).line() + ": " + e.getMessage());
            }
        }
    }

    private boolean isLocal(String entry, Mark mark) {
        if (REMOTE.matcher(entry).matches() && !Files.exists(folder.resolve(entry))) {
            loaded.problem(
                    file,
                    FileStatus.State.UNSUPPORTED,
                    "line " + mark.line() + ": the remote base " + entry
                            + " is not fetched: vendor it into the repository");
            return false;
        }
        return true;
    }

    private void resource(String entry, Mark mark, int depth) throws IOException {
        if (!isLocal(entry, mark)) {
            return;
        }
        Path path = folder.resolve(entry).normalize();
        if (Files.isDirectory(path)) {
            resources.addAll(accumulated(path, loaded, List.of(), depth + 1));
        } else {
            resources.addAll(loaded.objects(path));
        }
    }

    private byte[] bytes(String path) throws IOException {
        return loaded.bytes(folder.resolve(path).normalize());
    }

    /** A patch: inline text, or the file that it names. */
    private List<TreeDocument> text(SourceMap entry) throws IOException {
        String inline = entry.text("patch");
        if (!inline.isEmpty()) {
            return loaded.relined(
                    YamlTree.parse(inline.getBytes(StandardCharsets.UTF_8)),
                    file,
                    entry.mark("patch").line());
        }
        Path path = folder.resolve(entry.text("path")).normalize();
        return loaded.relined(YamlTree.parse(loaded.bytes(path)), loaded.shown(path), 0);
    }

    private void generate(String key, boolean secret) throws IOException {
        SourceList list = root.list(key);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof SourceMap generator) {
                SourceMap options = root.map("generatorOptions");
                SourceMap object = Generators.object(generator, secret, options, this::bytes, list.mark(i));
                Resource made = new Resource(file, list.mark(i).line(), object);
                made.hashed = !Boolean.TRUE.equals(generator.map("options").get("disableNameSuffixHash"))
                        && !Boolean.TRUE.equals(options.get("disableNameSuffixHash"));
                behave(generator.text("behavior"), made);
            }
        }
    }

    private void behave(String behavior, Resource made) throws IOException {
        Resource old = resources.stream()
                .filter(r -> r.kind().equals(made.kind()) && r.isNamed(made.name()))
                .findFirst()
                .orElse(null);
        if (!behavior.equals("merge") && !behavior.equals("replace")) {
            resources.add(made);
        } else if (old == null) {
            throw new IOException("there is no " + made.kind() + " " + made.name() + " to " + behavior);
        } else {
            Map<String, Object> data = new TreeMap<>();
            SourceMap both = new SourceMap.Builder()
                    .putAll(behavior.equals("merge") ? old.root.map("data") : SourceMap.EMPTY)
                    .putAll(made.root.map("data"))
                    .build();
            data.putAll(both);
            SourceMap.Builder sorted = new SourceMap.Builder();
            data.forEach((key, value) -> sorted.put(key, value, both.mark(key)));
            old.root = Trees.put(old.root, "data", sorted.build(), made.root.mark("data"));
            old.root = StrategicOf.metadata(old.root, made.root);
        }
    }

    /** Whether a pattern, anchored as Kustomize anchors it, matches; an empty one matches all. */
    static boolean matches(String pattern, String text) {
        try {
            return pattern.isEmpty()
                    || Pattern.compile("^(?:" + pattern + ")$").matcher(text).find();
        } catch (PatternSyntaxException e) {
            return pattern.equals(text);
        }
    }
}
