package dev.seawall.engine.scan;

import dev.seawall.engine.ecosystem.Ecosystem;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.FileStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The files of one layer that ecosystems want, with their content, until the layer's end. */
final class WantedFiles implements SameLayerFiles {
    private final NavigableMap<String, Wanted> files = new TreeMap<>();

    private record Wanted(FileEntry entry, FileContent content) {}

    void add(FileEntry entry, FileContent content) {
        files.put(entry.path(), new Wanted(entry, content));
    }

    void remove(String path) {
        files.remove(path);
    }

    /** Makes a hard link share the content of its target; false where that was not wanted. */
    boolean alias(FileEntry link, String target) {
        Wanted known = files.get(target);
        if (known != null) {
            files.put(link.path(), new Wanted(link, known.content()));
        }
        return known != null;
    }

    @Override
    public Optional<FileContent> content(String path) {
        return Optional.ofNullable(files.get(path)).map(Wanted::content);
    }

    @Override
    public List<FileEntry> list(String directory) {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        List<FileEntry> found = new ArrayList<>();
        Map.Entry<String, Wanted> file = files.ceilingEntry(prefix);
        while (file != null && file.getKey().startsWith(prefix)) {
            int slash = file.getKey().indexOf('/', prefix.length());
            if (slash < 0) {
                found.add(file.getValue().entry());
                file = files.higherEntry(file.getKey());
            } else {
                // past everything in that subdirectory: '0' follows '/'
                file = files.ceilingEntry(file.getKey().substring(0, slash) + '0');
            }
        }
        return found;
    }

    /** Lets each ecosystem read what it wants; in order of path, then ecosystem. */
    List<LayerFacts.PackageSource> read(List<Ecosystem> ecosystems, Consumer<FileStatus> report) {
        List<LayerFacts.PackageSource> sources = new ArrayList<>();
        for (Wanted file : files.values()) {
            FileEntry entry = file.entry();
            for (Ecosystem ecosystem : ecosystems) {
                if (!PluginGuard.wants(ecosystem.id(), entry, status -> {}, ecosystem::wants)) {
                    continue;
                }
                Optional<Reading> reading =
                        PluginGuard.call(ecosystem.id(), entry, report, () -> ecosystem.read(entry, this));
                reading.filter(told ->
                                !told.packages().isEmpty() || !told.owned().isEmpty())
                        .ifPresent(
                                told -> sources.add(new LayerFacts.PackageSource(ecosystem.id(), entry.path(), told)));
            }
        }
        return List.copyOf(sources);
    }
}
