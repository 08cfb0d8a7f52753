package dev.seawall.engine.check.compose;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.Workload;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.check.tree.TreePath;
import dev.seawall.engine.check.tree.YamlTree;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One Compose file with what belongs to it: override, env file, extended services. */
final class ComposeProject {
    private static final int LARGEST_SIBLING_BYTES = 5_000_000;
    private static final ServiceWorkload.Origin ORIGIN = new ServiceWorkload.Origin("compose-service", "compose");

    private final InputFile file;
    private final List<Document> documents = new ArrayList<>();
    private final List<FileStatus> problems = new ArrayList<>();
    private final Set<Path> consumed = new HashSet<>();

    ComposeProject(InputFile file) {
        this.file = file;
    }

    Documents read() throws IOException {
        for (TreeDocument tree : YamlTree.parse(file.content())) {
            if (tree.problem() != null) {
                problem(tree.problem());
            } else if (tree.root() instanceof SourceMap root) {
                project(new Interpolation(environment()).of(withOverride(root)), Mark.line(tree.line()));
            } else {
                problem("line " + tree.line() + ": a Compose file is a map");
            }
        }
        return new Documents(documents, problems, consumed);
    }

    private void problem(String reason) {
        problems.add(new FileStatus(file.shown(), FileStatus.State.MALFORMED, reason));
    }

    private Map<String, String> environment() {
        Path env = file.path().resolveSibling(".env");
        return readable(env) ? Interpolation.parse(new String(bytes(env), StandardCharsets.UTF_8)) : Map.of();
    }

    private static boolean readable(Path path) {
        return Files.isRegularFile(path) && Files.isReadable(path);
    }

    private static byte[] bytes(Path path) {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(LARGEST_SIBLING_BYTES);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** The override file beside, merged in; its values are shown at the service they change. */
    private SourceMap withOverride(SourceMap root) {
        String stem = file.name().replaceFirst("\\.ya?ml$", "");
        SourceMap merged = root;
        for (String name : List.of(stem + ".override.yaml", stem + ".override.yml")) {
            Path path = file.path().resolveSibling(name);
            if (readable(path) && !file.name().contains(".override.")) {
                consumed.add(path.toAbsolutePath().normalize());
                merged = Merge.merge(merged, placed(tree(path), root));
            }
        }
        return merged;
    }

    private SourceMap tree(Path path) {
        for (TreeDocument tree : YamlTree.parse(bytes(path))) {
            if (tree.problem() != null) {
                problem(path.getFileName() + ": " + tree.problem());
            } else if (tree.root() instanceof SourceMap root) {
                return root;
            }
        }
        return SourceMap.EMPTY;
    }

    private static SourceMap placed(SourceMap over, SourceMap base) {
        SourceMap.Builder services = new SourceMap.Builder();
        SourceMap known = base.map("services");
        over.map("services").forEach((name, value) -> {
            Mark mark = known.containsKey(name) ? Mark.line(known.mark(name).line()) : Mark.line(1);
            services.put(name, value instanceof SourceMap map ? Merge.moved(map, mark) : value, mark);
        });
        SourceMap moved = Merge.moved(over, Mark.line(1));
        return over.containsKey("services")
                ? new SourceMap.Builder()
                        .putAll(moved)
                        .put(
                                "services",
                                services.build(),
                                base.containsKey("services") ? base.mark("services") : Mark.line(1))
                        .build()
                : moved;
    }

    private void project(SourceMap root, Mark place) {
        if (root.get("services") != null && !(root.get("services") instanceof SourceMap)) {
            problem("line " + root.mark("services").line() + ": services is a map");
        }
        documents.add(Document.of(file.shown(), "compose", root, place));
        SourceMap services = root.map("services");
        services.forEach((name, value) -> {
            Mark mark = services.mark(name);
            if (value instanceof SourceMap service) {
                service(name, extended(services, service, new HashSet<>(Set.of(file.path() + "#" + name))), mark);
            } else {
                problem("line " + mark.line() + ": the service '" + name + "' is a map");
            }
        });
    }

    private void service(String name, SourceMap service, Mark mark) {
        Workload workload = ServiceWorkload.of(ORIGIN, name, service, TreePath.child("services", name), mark);
        documents.add(Document.of(file.shown(), ORIGIN.kind(), service, mark, workload));
    }

    private SourceMap extended(SourceMap services, SourceMap service, Set<String> seen) {
        Object extension = service.get("extends");
        String name = extension instanceof SourceMap map ? map.text("service") : Service.text(extension);
        String other = extension instanceof SourceMap map ? map.text("file") : "";
        if (name.isEmpty()) {
            return service;
        }
        Mark mark = Mark.line(service.mark("extends").line());
        Path path = other.isEmpty() ? file.path() : sibling(other);
        if (!seen.add(path + "#" + name) || seen.size() > 50) {
            problem("line " + mark.line() + ": extends goes in a circle");
            return service;
        }
        boolean foreign = !other.isEmpty();
        SourceMap from = foreign ? foreign(path, mark) : services;
        if (!(from.get(name) instanceof SourceMap base)) {
            problem("line " + mark.line() + ": the extended service '" + name + "' is not there");
            return service;
        }
        SourceMap whole = extended(from, base, seen);
        return Merge.merge(foreign ? Merge.moved(whole, mark) : whole, service);
    }

    private Path sibling(String name) {
        try {
            return file.path().resolveSibling(name).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            return file.path().resolveSibling("unreadable");
        }
    }

    private SourceMap foreign(Path path, Mark mark) {
        if (!readable(path)) {
            problem("line " + mark.line() + ": the extended file is not readable: " + path.getFileName());
            return SourceMap.EMPTY;
        }
        return new Interpolation(environment()).of(tree(path)).map("services");
    }
}
