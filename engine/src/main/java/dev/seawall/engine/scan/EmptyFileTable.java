package dev.seawall.engine.scan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of a target that has no files. */
final class EmptyFileTable implements FileTable {
    @Override
    public int size() {
        return 0;
    }

    @Override
    public Optional<FileRecord> find(String path) {
        return Optional.empty();
    }

    @Override
    public Optional<FileRecord> resolve(String path) {
        return Optional.empty();
    }

    @Override
    public List<FileRecord> list(String directory) {
        return List.of();
    }

    @Override
    public Stream<FileRecord> all() {
        return Stream.empty();
    }
}
