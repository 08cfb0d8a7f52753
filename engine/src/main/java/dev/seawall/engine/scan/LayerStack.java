package dev.seawall.engine.scan;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Digest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts layers on top of each other as an overlay file system does. It goes from the top down: a lower file is visible
 * where no layer above has something at its path, something other than a directory above it, a whiteout of it or of a
 * directory above it, or an opaque mark on a directory above it. Marks of a layer never touch that layer's own files.
 */
final class LayerStack {
    private final List<LayerFacts> layers;
    private final TreeMap<String, Placed> visible = new TreeMap<>();
    private final Set<String> removed = new HashSet<>();
    private final Set<String> emptied = new HashSet<>();
    /** The directory asked for last, which neighbours in path order share, and the answer. */
    private @Nullable String lastDirectory;

    private boolean lastHidden;

    private record Placed(FileEntry entry, int layer) {}

    private LayerStack(List<LayerFacts> layers) {
        this.layers = layers;
    }

    /**
     * The visible files.
     *
     * @param layers bottom first
     * @param ids their diffIDs; null outside images
     */
    static StackedFiles stack(List<LayerFacts> layers, List<@Nullable Digest> ids) {
        if (layers.size() == 1) {
            List<FileEntry> entries = layers.getFirst().entries();
            return new StackedFiles(entries, new int[entries.size()], ids);
        }
        return new LayerStack(layers).stack(ids);
    }

    private StackedFiles stack(List<@Nullable Digest> ids) {
        for (int layer = layers.size() - 1; layer >= 0; layer--) {
            place(layer);
            removed.addAll(layers.get(layer).whiteouts());
            emptied.addAll(layers.get(layer).opaque());
        }
        List<FileEntry> entries = new ArrayList<>(visible.size());
        int[] numbers = new int[visible.size()];
        for (Placed placed : visible.values()) {
            numbers[entries.size()] = placed.layer();
            entries.add(placed.entry());
        }
        return new StackedFiles(List.copyOf(entries), numbers, ids);
    }

    private void place(int layer) {
        lastDirectory = null;
        List<FileEntry> shown = new ArrayList<>();
        for (FileEntry entry : layers.get(layer).entries()) {
            if (isShown(entry)) {
                shown.add(entry);
            }
        }
        shown.forEach(entry -> visible.put(entry.path(), new Placed(entry, layer)));
    }

    private boolean isShown(FileEntry entry) {
        String path = entry.path();
        boolean replaced =
                visible.containsKey(path) || (entry.kind() != FileEntry.Kind.DIRECTORY && hasVisibleContent(path));
        return !replaced && !removed.contains(path) && !isHidden(FileTree.parent(path));
    }

    /** True for a directory of the layers above, even one without an entry of its own. */
    private boolean hasVisibleContent(String path) {
        String inside = visible.ceilingKey(path + "/");
        return inside != null && inside.startsWith(path + "/");
    }

    /** True where a layer above hides everything that lower layers have in this directory. */
    private boolean isHidden(String directory) {
        if (!directory.equals(lastDirectory)) {
            lastDirectory = directory;
            lastHidden = isHiddenItself("");
            for (String above = directory; !above.isEmpty() && !lastHidden; above = FileTree.parent(above)) {
                lastHidden = isHiddenItself(above);
            }
        }
        return lastHidden;
    }

    private boolean isHiddenItself(String directory) {
        Placed above = visible.get(directory);
        boolean replaced = above != null && above.entry().kind() != FileEntry.Kind.DIRECTORY;
        return replaced || removed.contains(directory) || emptied.contains(directory);
    }
}
