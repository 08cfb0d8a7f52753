package dev.seawall.engine.check.kustomize;

import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The patches of a kustomization, in the old fields and in the new one. */
final class Patches {
    private final SourceMap root;
    private final List<Resource> resources;
    private final Reader reader;
    private final Loaded loaded;
    private final String file;

    /** Reads what a patch entry says, inline or in a file. */
    interface Reader {
        List<TreeDocument> read(SourceMap entry) throws IOException;
    }

    Patches(SourceMap root, List<Resource> resources, Reader reader, Loaded loaded, String file) {
        this.root = root;
        this.resources = resources;
        this.reader = reader;
        this.loaded = loaded;
        this.file = file;
    }

    void apply() {
        SourceList old = root.list("patchesStrategicMerge");
        for (int i = 0; i < old.size(); i++) {
            String text = String.valueOf(old.get(i));
            boolean inline = text.contains("\n");
            apply(
                    new SourceMap.Builder()
                            .put(inline ? "patch" : "path", text, old.mark(i))
                            .build(),
                    old.mark(i).line());
        }
        entries("patches");
        entries("patchesJson6902");
    }

    private void entries(String key) {
        SourceList list = root.list(key);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof SourceMap entry) {
                apply(entry, list.mark(i).line());
            }
        }
    }

    private void apply(SourceMap entry, int line) {
        try {
            for (TreeDocument tree : reader.read(entry)) {
                if (tree.problem() != null) {
                    throw new IOException("the patch is malformed: " + tree.problem());
                }
                if (tree.root() instanceof SourceList operations) {
                    operations(entry, operations);
                } else if (tree.root() instanceof SourceMap patch) {
                    merge(entry, patch);
                }
            }
        } catch (IOException e) {
            loaded.problem(file, FileStatus.State.MALFORMED, "line " + line + ": " + e.getMessage());
        }
    }

    private void operations(SourceMap entry, SourceList operations) throws IOException {
        for (Resource resource : targets(entry.map("target"))) {
            resource.root = JsonPatch.apply(resource.root, operations);
        }
    }

    private void merge(SourceMap entry, SourceMap patch) throws IOException {
        boolean named = entry.map("target").isEmpty();
        List<Resource> targets = named ? targetsOf(patch) : targets(entry.map("target"));
        if (targets.isEmpty() && named) {
            throw new IOException("the patch fits no object: " + patch.text("kind") + " "
                    + patch.map("metadata").text("name"));
        }
        for (Resource resource : targets) {
            SourceMap merged = StrategicMerge.apply(resource.root, withoutIdentity(patch), resource.group());
            if (merged == null) {
                resources.remove(resource);
            } else {
                resource.root = merged;
            }
        }
    }

    /** A patch never renames or moves what it is for. */
    private static SourceMap withoutIdentity(SourceMap patch) {
        SourceMap metadata = patch.map("metadata");
        SourceMap own = Trees.without(Trees.without(metadata, "name"), "namespace");
        SourceMap without = Trees.without(Trees.without(Trees.without(patch, "kind"), "apiVersion"), "metadata");
        return own.isEmpty() ? without : Trees.put(without, "metadata", own, patch.mark("metadata"));
    }

    private List<Resource> targetsOf(SourceMap patch) {
        String name = patch.map("metadata").text("name");
        String namespace = patch.map("metadata").text("namespace");
        return new ArrayList<>(resources.stream()
                .filter(r -> r.kind().equals(patch.text("kind")) && r.isNamed(name))
                .filter(r -> namespace.isEmpty()
                        || r.namespace().equals(namespace)
                        || r.namespace().isEmpty())
                .toList());
    }

    private List<Resource> targets(SourceMap target) {
        return new ArrayList<>(resources.stream()
                .filter(r -> Kustomization.matches(target.text("kind"), r.kind()))
                .filter(r -> Kustomization.matches(target.text("group"), r.group()))
                .filter(r -> Kustomization.matches(
                        target.text("version"), r.apiVersion().replaceFirst(".*/", "")))
                .filter(r -> Kustomization.matches(target.text("namespace"), r.namespace()))
                .filter(r -> r.isNamed(target.text("name")) || Kustomization.matches(target.text("name"), r.name()))
                .filter(r -> selects(
                        target.text("labelSelector"), r.root.map("metadata").map("labels")))
                .filter(r -> selects(
                        target.text("annotationSelector"),
                        r.root.map("metadata").map("annotations")))
                .toList());
    }

    private static boolean selects(String selector, SourceMap labels) {
        for (String part : selector.isEmpty() ? new String[0] : selector.split(",")) {
            String[] sides = part.strip().split("\\s*(!=|==|=)\\s*", 2);
            boolean equal = sides.length == 2 && sides[1].equals(String.valueOf(labels.get(sides[0])));
            boolean holds = sides.length < 2
                    ? labels.containsKey(sides[0].replaceFirst("^!", "")) != sides[0].startsWith("!")
                    : part.contains("!=") != equal;
            if (!holds) {
                return false;
            }
        }
        return true;
    }
}
