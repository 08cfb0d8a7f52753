package dev.seawall.engine.host;

import dev.seawall.engine.files.FileEntry;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;

/** Follows links step by step inside a root, as a process that has been chrooted there would. */
final class LinkWalk {
    private static final int MOST_LINKS = 40;
    private static final int LONGEST_PATH = 4096;

    private final Function<String, Optional<FileEntry>> entries;

    /** @param entries what lies at exactly a path, nothing followed */
    LinkWalk(Function<String, Optional<FileEntry>> entries) {
        this.entries = entries;
    }

    /** The entry a path leads to; its path has no links, no dots. */
    Optional<FileEntry> find(String path, boolean followLast) {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(path.split("/")));
        Deque<String> done = new ArrayDeque<>();
        Optional<FileEntry> last = entries.apply("");
        int links = 0;
        while (!rest.isEmpty()) {
            String name = rest.pop();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                done.pollLast();
                last = entries.apply(String.join("/", done));
                continue;
            }
            done.addLast(name);
            String here = String.join("/", done);
            last = here.length() > LONGEST_PATH ? Optional.empty() : entries.apply(here);
            if (last.isEmpty()) {
                return last;
            }
            String target = last.get().linkTarget();
            if (target != null && (followLast || !rest.isEmpty())) {
                links++;
                if (links > MOST_LINKS || target.length() > LONGEST_PATH) {
                    return Optional.empty();
                }
                follow(target, done, rest);
            }
        }
        return last;
    }

    private static void follow(String target, Deque<String> done, Deque<String> rest) {
        done.removeLast();
        if (target.startsWith("/")) {
            done.clear();
        }
        String[] names = target.split("/");
        for (int i = names.length - 1; i >= 0; i--) {
            rest.push(names[i]);
        }
        if (names.length == 0) {
            rest.push(".");
        }
    }
}
