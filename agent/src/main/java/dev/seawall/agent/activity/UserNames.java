package dev.seawall.agent.activity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of users and groups, from the files of the container a process is in. A name that is not known is looked for
 * again when the file has changed.
 */
public final class UserNames {
    private static final int MOST = 2_000;
    private static final int MOST_BYTES = 1 << 20;

    private final Path root;
    private final Map<String, Names> byContainer = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Names> eldest) {
            return size() > MOST;
        }
    };

    record Account(String name, String home, String shell) {}

    private record Names(Map<Integer, Account> users, Map<Integer, String> groups, long changedMillis) {}

    /** @param root the host's root folder */
    public UserNames(Path root) {
        this.root = root;
    }

    @Nullable
    String user(ProcessEntry process, int id) {
        Account account = account(process, id);
        return account == null ? null : account.name();
    }

    @Nullable
    Account account(ProcessEntry process, int id) {
        Account found = names(process, false).users.get(id);
        if (found == null) {
            found = names(process, true).users.get(id);
        }
        return found == null && id == 0 ? new Account("root", "/root", "") : found;
    }

    @Nullable
    String group(ProcessEntry process, int id) {
        String found = names(process, false).groups.get(id);
        return found == null && id == 0 ? "root" : found;
    }

    /** Reads the names of a container as soon as it is seen, for it may be gone when they are asked for. */
    void learn(ProcessEntry process) {
        names(process, false);
    }

    private Names names(ProcessEntry process, boolean anew) {
        String key = process.container == null ? "" : process.container.fullId();
        Names known = byContainer.get(key);
        if (known == null || (anew && known.changedMillis != changed(folder(process)))) {
            known = read(folder(process));
            byContainer.put(key, known);
        }
        return known;
    }

    private Path folder(ProcessEntry process) {
        if (process.container == null) {
            return root.resolve("etc");
        }
        Path inside = root.resolve("proc/" + process.id + "/root/etc");
        if (Files.isDirectory(inside)) {
            return inside;
        }
        String rootOfContainer = process.container.info().root();
        return rootOfContainer.startsWith("/") ? Path.of(rootOfContainer, "etc") : inside;
    }

    private static long changed(Path folder) {
        try {
            return Files.getLastModifiedTime(folder.resolve("passwd")).toMillis();
        } catch (IOException absent) {
            return 0;
        }
    }

    private static Names read(Path folder) {
        Map<Integer, Account> users = new HashMap<>();
        for (String[] fields : lines(folder.resolve("passwd"), 7)) {
            users.putIfAbsent(number(fields[2]), new Account(fields[0], fields[5], fields[6]));
        }
        Map<Integer, String> groups = new HashMap<>();
        for (String[] fields : lines(folder.resolve("group"), 3)) {
            groups.putIfAbsent(number(fields[2]), fields[0]);
        }
        return new Names(users, groups, changed(folder));
    }

    private static int number(String text) {
        try {
            return (int) Long.parseLong(text);
        } catch (NumberFormatException notOne) {
            return Integer.MIN_VALUE;
        }
    }

    private static Iterable<String[]> lines(Path file, int fields) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return java.util.List.of();
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(line -> line.split(":", -1))
                    .filter(line -> line.length >= fields)
                    .toList();
        } catch (IOException unreadable) {
            return java.util.List.of();
        }
    }
}
