package dev.seawall.engine.ecosystem;

import dev.seawall.engine.ecosystem.program.ElfNote;
import dev.seawall.engine.ecosystem.program.JavaRelease;
import dev.seawall.engine.ecosystem.program.KnownPrograms;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Software that came without a package manager: Java distributions by their release file, well-known programs by the
 * version in them, and programs that carry a package note.
 */
final class Generic implements Ecosystem {
    private static final long RELEASE_BYTES = 512 << 10;

    /** Smaller programs are read for nothing else, and opening each would cost more than their notes tell. */
    private static final long NOTED_BYTES = 100_000;

    @Override
    public String id() {
        return "generic";
    }

    @Override
    public boolean wants(FileEntry file) {
        return file.kind() == FileEntry.Kind.FILE
                && (isRelease(file) || isCompiler(file) || KnownPrograms.isKnown(file.name()) || isNoted(file));
    }

    private static boolean isRelease(FileEntry file) {
        return file.name().equals("release") && file.sizeBytes() <= RELEASE_BYTES;
    }

    /** Wanted only to know that it is there. */
    private static boolean isCompiler(FileEntry file) {
        return file.path().endsWith("bin/javac");
    }

    private static boolean isNoted(FileEntry file) {
        return file.isExecutable()
                && file.sizeBytes() >= NOTED_BYTES
                && !file.name().contains(".");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Optional<FileContent> content = files.content(file.path());
        if (content.isEmpty()) {
            return Reading.NOTHING;
        }
        if (isRelease(file)) {
            String folder = file.directory().isEmpty() ? "" : file.directory() + "/";
            boolean compiler = files.content(folder + "bin/javac").isPresent();
            return Reading.of(
                    JavaRelease.read(PackageText.of(file.path(), content.get().bytes()), compiler));
        }
        List<Package> out = new ArrayList<>();
        if (KnownPrograms.isKnown(file.name())) {
            try (InputStream in = content.get().open()) {
                out.addAll(KnownPrograms.read(file.path(), in));
            }
        }
        if (out.isEmpty() && isNoted(file)) {
            try (SeekableByteChannel channel = content.get().channel()) {
                out.addAll(ElfNote.read(file.path(), channel));
            }
        }
        return Reading.of(out);
    }

    /** Every program of a package carries its note; one of them is enough to name the package. */
    @Override
    public List<Package> resolve(List<Package> visible, Os os) {
        Set<String> noted = new HashSet<>();
        return visible.stream()
                .filter(p -> !p.qualifiers().containsKey("type") || noted.add(p.name() + " " + p.version()))
                .toList();
    }
}
