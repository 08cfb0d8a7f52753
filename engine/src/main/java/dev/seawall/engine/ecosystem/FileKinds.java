package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The kinds of text file an ecosystem reads: which entries, and by what. Immutable; the first kind that fits reads. */
final class FileKinds implements FileFormat {
    private static final long TEXT_LIMIT_BYTES = 64L << 20;

    static final FileKinds NONE = new FileKinds(List.of());

    private final List<Kind> kinds;

    private FileKinds(List<Kind> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /** Turns one text file into packages in file order. */
    @FunctionalInterface
    interface PackageReader {
        List<Package> read(PackageText file) throws IOException;
    }

    /** @param lock name of the file that, lying beside, makes this one moot; empty for none */
    private record Kind(Predicate<FileEntry> entries, String lock, PackageReader reader) {}

    /** Files of exactly this name. */
    FileKinds name(String name, PackageReader reader) {
        return when(f -> f.isNamed(name), reader);
    }

    /** Files whose name ends so. */
    FileKinds suffix(String suffix, PackageReader reader) {
        return when(f -> f.path().endsWith(suffix), reader);
    }

    /** Files of this name that only declare what they want: moot where the lock that says what was taken lies beside. */
    FileKinds manifest(String name, String lock, PackageReader reader) {
        return with(new Kind(f -> f.isNamed(name), lock, reader));
    }

    FileKinds when(Predicate<FileEntry> entries, PackageReader reader) {
        return with(new Kind(entries, "", reader));
    }

    private FileKinds with(Kind kind) {
        List<Kind> more = new ArrayList<>(kinds);
        more.add(kind);
        return new FileKinds(more);
    }

    @Override
    public boolean wants(FileEntry file) {
        if (file.kind() != FileEntry.Kind.FILE) {
            return false;
        }
        for (Kind kind : kinds) {
            if (kind.entries.test(file)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Optional<FileContent> content = files.content(file.path());
        Optional<Kind> kind = kinds.stream().filter(k -> k.entries.test(file)).findFirst();
        if (content.isEmpty() || kind.isEmpty() || isMoot(kind.get(), file, files)) {
            return Reading.NOTHING;
        }
        if (content.get().sizeBytes() > TEXT_LIMIT_BYTES) {
            throw new MalformedFileException("larger than " + (TEXT_LIMIT_BYTES >> 20) + " MB");
        }
        byte[] bytes = content.get().bytes();
        return Reading.of(kind.get().reader.read(PackageText.of(file.path(), bytes)));
    }

    private static boolean isMoot(Kind kind, FileEntry file, SameLayerFiles files) {
        String folder = file.directory().isEmpty() ? "" : file.directory() + "/";
        return !kind.lock.isEmpty() && files.content(folder + kind.lock).isPresent();
    }
}
