package dev.seawall.engine.home;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folders that hold Seawall's state: {@code SEAWALL_HOME} where it is set, else the XDG folders of the user. Nothing
 * is created here.
 *
 * @param data what must survive, such as the installed advisory database
 * @param cache what can be made again
 */
public record SeawallHome(Path data, Path cache) {
    /** Both folders below one, as {@code SEAWALL_HOME} means it. */
    public static SeawallHome below(Path folder) {
        return new SeawallHome(folder.resolve("data"), folder.resolve("cache"));
    }

    /** The folders that this process's environment names. */
    public static SeawallHome resolve() {
        return resolve(System.getenv(), Path.of(System.getProperty("user.home", "/")));
    }

    /**
     * The folders that an environment names.
     *
     * @param environment SEAWALL_HOME, XDG_DATA_HOME and XDG_CACHE_HOME are read; relative XDG paths are ignored, as
     *     their specification asks
     * @param userHome of the user, where the environment names none of them
     */
    public static SeawallHome resolve(Map<String, String> environment, Path userHome) {
        String own = environment.getOrDefault("SEAWALL_HOME", "");
        if (!own.isEmpty()) {
            return below(Path.of(own).toAbsolutePath());
        }
        Path data = xdg(environment, "XDG_DATA_HOME", userHome.resolve(".local/share"));
        Path cache = xdg(environment, "XDG_CACHE_HOME", userHome.resolve(".cache"));
        return new SeawallHome(data.resolve("seawall"), cache.resolve("seawall"));
    }

    private static Path xdg(Map<String, String> environment, String name, Path otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.startsWith("/") ? Path.of(value) : otherwise;
    }

    /** Where the installed advisory database lies. */
    public Path advisories() {
        return data.resolve("advisories");
    }
}
