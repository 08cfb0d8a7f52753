package dev.seawall.engine.ecosystem.golang;

import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The modules a Go program was built from, read from the program. */
public final class GoBinary {
    private static final Pattern GO = Pattern.compile("(?:devel )?go(\\d+\\.\\d+[^\\s-]*(?:-(?:rc|beta|pre)\\w*)?)");
    private static final Pattern LINKER_VALUE = Pattern.compile(
            "-X[ =]\\s*[\\\\\"']*([^\\s\"'=\\\\]+)=[\\\\\"']*(v?\\d+\\.\\d+(?:\\.\\d+)?[^\\s\"'\\\\]*)");
    private static final Pattern COMMIT_TIME =
            Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)Z?");
    private static final int COMMIT_DIGITS = 12;

    private GoBinary() {}

    /**
     * Reads a program.
     *
     * @return the standard library without {@code go}, the main module where it is known, then its dependencies; empty
     *     where this is not a program of Go
     */
    public static List<Package> read(String path, SeekableByteChannel content) throws IOException {
        Optional<GoBuildInfo> found = GoBuildInfo.read(content);
        if (found.isEmpty()) {
            return List.of();
        }
        GoBuildInfo info = found.get();
        List<Package> out = new ArrayList<>();
        Matcher version = GO.matcher(info.goVersion());
        if (version.find()) {
            out.add(Package.of("golang", "stdlib", version.group(1), path, 0));
        }
        if (!info.main().path().isEmpty()) {
            out.add(Package.of("golang", info.main().path(), mainVersion(info), path, 0));
        }
        for (GoBuildInfo.Module module : info.dependencies()) {
            out.add(Package.of("golang", module.path(), stated(module.version()), path, 0));
        }
        return out;
    }

    private static String stated(String version) {
        return version.equals("(devel)") ? "" : version;
    }

    /** As stated; a development build may still tell by a value given to the linker, or by its commit. */
    private static String mainVersion(GoBuildInfo info) {
        String stated = stated(info.main().version());
        if (!stated.isEmpty()) {
            return stated;
        }
        String linked = linkedVersion(
                info.settings().getOrDefault("-ldflags", ""), info.main().path());
        return linked.isEmpty() ? commitVersion(info.settings()) : linked;
    }

    /** {@code -X main.version=1.2.3} and the like, in the main package or one of the module named after versions. */
    private static String linkedVersion(String flags, String module) {
        Matcher value = LINKER_VALUE.matcher(flags.replace("\\\"", "\""));
        String best = "";
        while (value.find()) {
            String key = value.group(1).toLowerCase(Locale.ROOT);
            boolean own = key.startsWith("main.") || key.startsWith(module.toLowerCase(Locale.ROOT) + "/");
            boolean named = key.endsWith(".version") || key.endsWith(".ver") || key.endsWith("gitversion");
            if (own && named) {
                best = value.group(2);
                if (key.equals("main.version")) {
                    break;
                }
            }
        }
        return best.isEmpty() || best.startsWith("v") ? best : "v" + best;
    }

    /** The version Go itself would make up for a commit: {@code v0.0.0-20060102150405-abcdefabcdef}. */
    private static String commitVersion(Map<String, String> settings) {
        String commit = settings.getOrDefault("vcs.revision", "");
        Matcher time = COMMIT_TIME.matcher(settings.getOrDefault("vcs.time", ""));
        if (commit.length() < COMMIT_DIGITS || !time.matches()) {
            return "";
        }
        StringBuilder stamp = new StringBuilder();
        for (int i = 1; i <= 6; i++) {
            stamp.append(time.group(i));
        }
        return "v0.0.0-" + stamp + "-" + commit.substring(0, COMMIT_DIGITS);
    }
}
