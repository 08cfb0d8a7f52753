package dev.seawall.engine.check.compose;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.DocumentReader;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compose and stack files: one document {@code compose} for the file and one {@code compose-service} per service, with
 * its workload. The override file beside is merged into its base, {@code extends} and {@code .env} are followed.
 */
public final class ComposeReader implements DocumentReader {
    private static final Pattern NAME = Pattern.compile(
            "(docker-|podman-)?(compose|stack)([._-].*)?\\.ya?ml|.*[._-](compose|stack)\\.ya?ml|docker-cloud\\.ya?ml");
    private static final Pattern SERVICES =
            Pattern.compile("(?m)^(services|[\"']services[\"']):[ \\t]*(#.*)?\\R(\\s*(#.*)?\\R)*[ \\t]+[\"'\\w.&<-]");
    private static final Pattern SERVICE = Pattern.compile("(?m)^[ \\t]+(image|build|extends|<<):");
    private static final Pattern OTHER = Pattern.compile("(?m)^(apiVersion|kind|AWSTemplateFormatVersion):");

    @Override
    public String id() {
        return "compose";
    }

    @Override
    public boolean accepts(InputFile file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        if (file.isFolder() || !yaml || OTHER.matcher(file.head()).find()) {
            return false;
        }
        String head = file.head();
        return NAME.matcher(name).matches()
                || (SERVICES.matcher(head).find() && SERVICE.matcher(head).find());
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        if (!file.isGiven() && base(file.path()) != null) {
            return Documents.of(List.<Document>of());
        }
        return new ComposeProject(file).read();
    }

    /** The file that this one overrides, where it stands beside. */
    private static @Nullable Path base(Path path) {
        String name = String.valueOf(path.getFileName());
        for (String extension : List.of(".yaml", ".yml")) {
            int at = name.indexOf(".override.");
            Path base = at < 0 ? path : path.resolveSibling(name.substring(0, at) + extension);
            if (at >= 0 && Files.isRegularFile(base)) {
                return base;
            }
        }
        return null;
    }
}
