package dev.seawall.engine.ecosystem;

import dev.seawall.engine.model.Os;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the operating system from the files that name it: os-release, or where that is missing what distributions had
 * before it. For Alpine the codename is the branch of its package repositories ({@code edge}, {@code v3.19}), because
 * that branch, not os-release, decides which advisories apply.
 */
public final class OsRelease {
    private static final List<String> OS_RELEASE = List.of("etc/os-release", "usr/lib/os-release");
    private static final String REPOSITORIES = "etc/apk/repositories";
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*?)\\s*");
    private static final Pattern IN_PARENTHESES = Pattern.compile(".*\\(([^)]*)\\).*");
    private static final Pattern BRANCH = Pattern.compile("/(edge|v\\d+\\.\\d+)(?:/|$)");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)*");

    /** Older files in the order they are asked, and the id where the file itself tells only a version. */
    private static final Map<String, String> OLDER = older();

    private OsRelease() {}

    private static Map<String, String> older() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("etc/alpine-release", "alpine");
        files.put("etc/mariner-release", "mariner");
        files.put("etc/azurelinux-release", "azurelinux");
        files.put("etc/photon-release", "photon");
        files.put("etc/oracle-release", "ol");
        files.put("etc/almalinux-release", "almalinux");
        files.put("etc/rocky-release", "rocky");
        files.put("etc/centos-release", "centos");
        files.put("etc/fedora-release", "fedora");
        files.put("etc/redhat-release", "rhel");
        files.put("usr/lib/fedora-release", "fedora");
        files.put("usr/lib/centos-release", "centos");
        files.put("etc/system-release", "");
        files.put("usr/lib/system-release", "");
        files.put("etc/SuSE-release", "sles");
        files.put("etc/lsb-release", "");
        files.put("etc/debian_version", "debian");
        files.put("etc/arch-release", "arch");
        files.put("etc/gentoo-release", "gentoo");
        return files;
    }

    /** Whether {@link #detect} shall see this file; a path relative to the root. */
    public static boolean wants(String path) {
        return OS_RELEASE.contains(path) || path.equals(REPOSITORIES) || OLDER.containsKey(path);
    }

    /**
     * The operating system these files name.
     *
     * @param files content by path; those nobody {@link #wants} are ignored
     * @return never end-of-life yet ({@link EndOfLife#assess}); {@link Os#NONE} where no file tells
     */
    public static Os detect(Map<String, byte[]> files) {
        Os os = Os.NONE;
        for (String path : OS_RELEASE) {
            os = os.isNone() && files.containsKey(path) ? parse(bytes(files, path)) : os;
        }
        for (Map.Entry<String, String> older : OLDER.entrySet()) {
            boolean ask = os.isNone() && files.containsKey(older.getKey());
            os = ask ? parseOlder(older.getKey(), older.getValue(), text(bytes(files, older.getKey()))) : os;
        }
        boolean alpine = os.id().equals("alpine") && files.containsKey(REPOSITORIES);
        return alpine ? new Os(os.id(), os.version(), branch(text(bytes(files, REPOSITORIES))), false) : os;
    }

    private static byte[] bytes(Map<String, byte[]> files, String path) {
        return files.getOrDefault(path, new byte[0]);
    }

    /** Reads one os-release file; {@link Os#NONE} where it has no ID. */
    public static Os parse(byte[] osRelease) {
        Map<String, String> values = assignments(text(osRelease));
        String id = values.getOrDefault("ID", "").toLowerCase(Locale.ROOT);
        if (id.isEmpty() || id.equals("linux")) {
            return Os.NONE;
        }
        return new Os(id, values.getOrDefault("VERSION_ID", ""), codename(values), false);
    }

    private static @Nullable String codename(Map<String, String> values) {
        String stated = values.getOrDefault("VERSION_CODENAME", values.getOrDefault("UBUNTU_CODENAME", ""));
        if (!stated.isEmpty()) {
            return stated;
        }
        Matcher inVersion = IN_PARENTHESES.matcher(values.getOrDefault("VERSION", ""));
        boolean debian = values.getOrDefault("ID", "").equals("debian") && inVersion.matches();
        return debian ? inVersion.group(1).toLowerCase(Locale.ROOT) : null;
    }

    private static Map<String, String> assignments(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches()) {
                values.put(assignment.group(1), unquoted(assignment.group(2)));
            }
        }
        return values;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return (quoted ? value.substring(1, value.length() - 1) : value).strip();
    }

    private static Os parseOlder(String path, String id, String text) {
        String first = text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("");
        return switch (path) {
            case "etc/lsb-release" -> lsb(assignments(text));
            case "etc/debian_version" -> debian(first);
            case "etc/SuSE-release" -> suse(first, assignments(text));
            case "etc/alpine-release" -> first.isEmpty() ? Os.NONE : new Os(id, first, null, false);
            case "etc/arch-release" -> new Os(id, "", null, false);
            default -> release(id, first);
        };
    }

    /** {@code CentOS Linux release 7.6.1810 (Core)}: the words say who, the number which. */
    private static Os release(String id, String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        String name = id;
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            name = lower.startsWith(word.getKey()) ? word.getValue() : name;
        }
        Matcher number = NUMBER.matcher(line);
        String version = number.find() ? number.group() : "";
        boolean told = !name.isEmpty() && !line.isEmpty();
        return told ? new Os(name, version, null, false) : Os.NONE;
    }

    private static final Map<String, String> WORDS = Map.of(
            "centos", "centos",
            "red hat", "rhel",
            "rocky", "rocky",
            "almalinux", "almalinux",
            "oracle", "ol",
            "fedora", "fedora",
            "amazon", "amzn",
            "cbl-mariner", "mariner",
            "vmware photon", "photon");

    private static Os lsb(Map<String, String> values) {
        String id = values.getOrDefault("DISTRIB_ID", "").toLowerCase(Locale.ROOT);
        String codename = values.get("DISTRIB_CODENAME");
        return id.isEmpty() ? Os.NONE : new Os(id, values.getOrDefault("DISTRIB_RELEASE", ""), codename, false);
    }

    private static Os debian(String line) {
        boolean numbered = NUMBER.matcher(line).lookingAt();
        if (numbered || line.isEmpty()) {
            return line.isEmpty() ? Os.NONE : new Os("debian", line, null, false);
        }
        return new Os("debian", "", line.split("/", 2)[0].toLowerCase(Locale.ROOT), false);
    }

    private static Os suse(String line, Map<String, String> values) {
        String level = values.getOrDefault("PATCHLEVEL", "0");
        String version = values.getOrDefault("VERSION", "");
        boolean open = line.toLowerCase(Locale.ROOT).startsWith("opensuse");
        String full = open || level.equals("0") ? version : version + "." + level;
        return new Os(open ? "opensuse" : "sles", full, null, false);
    }

    /** Edge where any repository in use is edge, else the newest branch, else null; pinned (tagged) ones do not count. */
    private static @Nullable String branch(String text) {
        Set<String> branches = new TreeSet<>(OsRelease::byNumber);
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String repository = line.strip();
            Matcher branch = BRANCH.matcher(repository);
            if (!repository.startsWith("#") && !repository.startsWith("@") && branch.find()) {
                branches.add(branch.group(1));
            }
        }
        return branches.isEmpty() ? null : List.copyOf(branches).getLast();
    }

    private static int byNumber(String left, String right) {
        return Long.compare(number(left), number(right));
    }

    private static long number(String branch) {
        if (branch.equals("edge") || branch.length() > 12) {
            return Long.MAX_VALUE;
        }
        String[] parts = branch.substring(1).split("\\.");
        return Long.parseLong(parts[0]) * 1_000_000 + Long.parseLong(parts[1]);
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
