package dev.seawall.agent.activity;

/** Paths as text: joined and made plain without asking any file system. */
final class Paths {
    private Paths() {}

    /** A path below a folder, or itself where it is absolute; without dots, double and closing slashes. */
    static String absolute(String folder, String path) {
        if (!path.isEmpty() && path.charAt(0) == '/') {
            return isPlain(path) ? path : plain(path);
        }
        String joined = folder + "/" + path;
        return isPlain(joined) ? joined : plain(joined);
    }

    private static boolean isPlain(String path) {
        int length = path.length();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (slash + 1 == length) {
                return length == 1;
            }
            char next = path.charAt(slash + 1);
            if (next == '/' || next == '.') {
                return false;
            }
        }
        return true;
    }

    private static String plain(String path) {
        StringBuilder out = new StringBuilder();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                out.setLength(Math.max(out.lastIndexOf("/"), 0));
            } else if (!name.isEmpty() && !name.equals(".")) {
                out.append('/').append(name);
            }
        }
        return out.isEmpty() ? "/" : out.toString();
    }

    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
