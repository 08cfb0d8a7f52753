package dev.seawall.engine.ecosystem;

import dev.seawall.engine.ecosystem.golang.GoBinary;
import dev.seawall.engine.ecosystem.golang.ModuleFiles;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Go: go.mod with go.sum, go.work, vendored modules, and programs, which carry the list of modules they were built from.
 * The standard library is the package {@code stdlib}, its version without {@code go} or {@code v}.
 */
final class Golang implements Ecosystem {
    private static final long TEXT_LIMIT_BYTES = 64L << 20;

    /** The smallest program Go's linker makes is over a megabyte; compressed ones are not readable anyway. */
    private static final long PROGRAM_BYTES = 100_000;

    private static final Set<String> TEXTS = Set.of("go.mod", "go.sum", "go.work", "go.work.sum");

    /** Executable by habit only: never a program of Go. */
    private static final Set<String> OTHERS = Set.of(
            "sh", "py", "pyc", "pl", "pm", "rb", "js", "php", "lua", "jar", "class", "a", "o", "ko", "la", "txt", "md",
            "html", "css", "json", "xml", "yaml", "yml", "png", "svg", "ttf", "gz", "zip", "c", "h", "go", "ps1",
            "msi");

    @Override
    public String id() {
        return "golang";
    }

    @Override
    public boolean wants(FileEntry file) {
        return file.kind() == FileEntry.Kind.FILE
                && (TEXTS.contains(file.name()) || isVendored(file) || isProgram(file));
    }

    private static boolean isVendored(FileEntry file) {
        return file.path().equals("vendor/modules.txt") || file.path().endsWith("/vendor/modules.txt");
    }

    private static boolean isProgram(FileEntry file) {
        String name = file.name();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean runs = file.isExecutable() || extension.equals("exe");
        boolean other = name.indexOf('.') > 0 && OTHERS.contains(extension);
        return runs && !other && file.sizeBytes() >= PROGRAM_BYTES;
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        if (file.name().equals("go.mod")) {
            return Reading.of(ModuleFiles.goMod(required(file.path(), files), beside(file, "go.sum", files)));
        }
        if (file.name().equals("go.work")) {
            return Reading.of(ModuleFiles.goWork(required(file.path(), files), beside(file, "go.work.sum", files)));
        }
        if (isVendored(file)) {
            return Reading.of(ModuleFiles.vendored(required(file.path(), files)));
        }
        Optional<FileContent> content = files.content(file.path());
        if (TEXTS.contains(file.name()) || content.isEmpty()) {
            return Reading.NOTHING;
        }
        try (SeekableByteChannel channel = content.get().channel()) {
            return Reading.of(GoBinary.read(file.path(), channel));
        }
    }

    private static @Nullable PackageText beside(FileEntry file, String name, SameLayerFiles files) throws IOException {
        String path = file.directory().isEmpty() ? name : file.directory() + "/" + name;
        return files.content(path).isPresent() ? required(path, files) : null;
    }

    private static PackageText required(String path, SameLayerFiles files) throws IOException {
        FileContent content = files.content(path).orElseThrow(() -> new MalformedFileException("the file is gone"));
        if (content.sizeBytes() > TEXT_LIMIT_BYTES) {
            throw new MalformedFileException("larger than " + (TEXT_LIMIT_BYTES >> 20) + " MB");
        }
        return PackageText.of(path, content.bytes());
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        String version = pkg.version().startsWith("v") ? pkg.version().substring(1) : pkg.version();
        return List.of(new AdvisoryKey("Go", pkg.name(), version));
    }
}
