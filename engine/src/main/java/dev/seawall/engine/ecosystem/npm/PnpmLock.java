package dev.seawall.engine.ecosystem.npm;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code pnpm-lock.yaml} of lockfileVersion 5 ({@code /name/1.0.0_peer}), 6 ({@code /name@1.0.0(peer)}) and 9
 * ({@code name@1.0.0}); a {@code name} or {@code version} stated in the entry outranks the key's.
 */
final class PnpmLock implements FileFormat {
    private static final Pattern SLASHED =
            Pattern.compile("(?:[^/@][^/]*)?/(?<name>(?:@[^/]+/)?[^/]+)/(?<version>\\d[^/_(]*)(?:[_(/].*)?");
    private static final Pattern WITH_AT =
            Pattern.compile("/?(?<name>(?:@[^/@]+/)?[^/@]+)@(?<version>\\d[^/_(:]*)(?:[_(].*)?");
    private static final Pattern NAME_ONLY = Pattern.compile("/?(?<name>(?:@[^/@]+/)?[^/@:]+)@.+", Pattern.DOTALL);

    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("pnpm-lock.yaml");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Located lock = Located.yaml(FileFormats.bytes(file.path(), files));
        Set<String> development = PnpmScopes.developmentOnly(lock);
        PackageList found = new PackageList("npm", file.path());
        lock.get("packages").fields().forEach((key, entry) -> add(key, entry, development, found));
        return found.reading();
    }

    private static void add(String key, Located entry, Set<String> development, PackageList found) {
        String name = entry.get("name").text();
        String version = entry.get("version").text();
        Matcher exact = exact(key);
        if (exact != null) {
            name = name.isEmpty() ? exact.group("name") : name;
            version = version.isEmpty() ? exact.group("version") : version;
        }
        if (name.isEmpty()) {
            Matcher loose = NAME_ONLY.matcher(key);
            name = loose.matches() ? loose.group("name") : "";
        }
        if (!name.isEmpty() && !version.isEmpty()) {
            boolean isDev = entry.get("dev").isTrue() || development.contains(key);
            found.add(name, version, entry.line(), isDev ? Scope.DEV : Scope.PROD);
        }
    }

    private static @Nullable Matcher exact(String key) {
        Matcher at = WITH_AT.matcher(key);
        if (at.matches()) {
            return at;
        }
        Matcher slashed = SLASHED.matcher(key);
        return slashed.matches() ? slashed : null;
    }
}
