package dev.seawall.engine.host;

import dev.seawall.engine.files.FileEntry;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Home directories and what lies in them. */
final class HomeProbes {
    private HomeProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("homes-private", (host, condition) -> homes(host));
        all.put("homes-exist", (host, condition) -> exist(host));
        all.put("authorized-keys", (host, condition) -> keys(host));
        all.put("home-files", HomeProbes::files);
        all.put("private-keys", (host, condition) -> privateKeys(host));
        return all;
    }

    private static List<Accounts.User> owners(Host host) {
        return host.accounts().users().stream()
                .filter(each -> each.home().startsWith("/") && each.home().length() > 1)
                .filter(each -> each.uid() == 0 || (each.uid() >= 1000 && each.uid() < 65534))
                .toList();
    }

    private static String home(Accounts.User user) {
        return user.home().substring(1).replaceFirst("/+$", "");
    }

    private static Answer homes(Host host) {
        List<String> problems = new ArrayList<>();
        int seen = 0;
        for (Accounts.User user : owners(host)) {
            Optional<FileEntry> entry = host.files().resolve(home(user));
            if (entry.isPresent() && entry.get().kind() == FileEntry.Kind.DIRECTORY) {
                seen++;
                if ((entry.get().mode() & 027) != 0) {
                    problems.add(user.home() + " has mode "
                            + FileProbes.octal(entry.get().mode()));
                }
                if (entry.get().uid() != user.uid()) {
                    problems.add(user.home() + " belongs to uid " + entry.get().uid() + ", not to " + user.name());
                }
            }
        }
        return seen == 0
                ? Answer.notApplicable("there are no homes")
                : Answer.of(problems, seen + " homes are private");
    }

    private static Answer exist(Host host) {
        List<String> problems = owners(host).stream()
                .filter(user ->
                        user.canLogIn() && host.files().resolve(home(user)).isEmpty())
                .map(user -> user.name() + " has no home: " + user.home())
                .toList();
        return Answer.of(problems, "every account that can log in has its home");
    }

    private static Answer keys(Host host) {
        List<String> problems = new ArrayList<>();
        int seen = 0;
        String first = "";
        for (Accounts.User user : host.accounts().users()) {
            for (String name : List.of("authorized_keys", "authorized_keys2")) {
                String path = user.home().replaceFirst("^/+", "") + "/.ssh/" + name;
                Optional<FileEntry> entry =
                        user.home().startsWith("/") ? host.files().resolve(path) : Optional.empty();
                if (entry.isPresent() && entry.get().kind() == FileEntry.Kind.FILE) {
                    seen++;
                    int before = problems.size();
                    judge(host, path, entry.get(), problems);
                    first = first.isEmpty() && problems.size() > before ? path : first;
                }
            }
        }
        return seen == 0
                ? Answer.notApplicable("nobody has authorized keys")
                : Answer.of(problems, seen + " files of keys, all strong and private")
                        .at(first);
    }

    private static void judge(Host host, String path, FileEntry entry, List<String> problems) {
        if ((entry.mode() & 022) != 0) {
            problems.add("/" + path + " can be written by others (" + FileProbes.octal(entry.mode()) + ")");
        }
        for (Line line : host.text().lines(path)) {
            List<String> words = line.words();
            for (int i = 0; i + 1 < words.size(); i++) {
                if (words.get(i).equals("ssh-dss")) {
                    problems.add(line.place() + " is a DSA key");
                } else if (words.get(i).equals("ssh-rsa") && rsaBits(words.get(i + 1)) < 3072) {
                    problems.add(line.place() + " is an RSA key of " + rsaBits(words.get(i + 1)) + " bits");
                }
            }
        }
    }

    /** The bits of the modulus, the third field of the key blob; a huge number where it cannot be read. */
    static int rsaBits(String base64) {
        try {
            java.nio.ByteBuffer blob =
                    java.nio.ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            skip(blob);
            skip(blob);
            byte[] modulus = new byte[Math.clamp(blob.getInt(), 0, blob.remaining())];
            blob.get(modulus);
            return new java.math.BigInteger(1, modulus).bitLength();
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static void skip(java.nio.ByteBuffer blob) {
        int length = blob.getInt();
        if (length < 0 || length > blob.remaining()) {
            throw new IllegalArgumentException("a field longer than the key");
        }
        blob.position(blob.position() + length);
    }

    /** {@code names} in homes: {@code forbidden: true} must not be there, else not writable by others. */
    private static Answer files(Host host, Condition condition) {
        boolean forbidden = condition.flag("forbidden");
        int most = Integer.parseInt(condition.text("max", "0755"), 8);
        List<String> problems = new ArrayList<>();
        String first = "";
        int seen = 0;
        for (Accounts.User user : owners(host)) {
            for (String name : condition.texts("names")) {
                Optional<FileEntry> entry = host.files().resolve(home(user) + "/" + name);
                if (entry.isPresent()) {
                    seen++;
                    boolean open = (entry.get().mode() & ~most & 0777) != 0;
                    if (forbidden || open) {
                        first = first.isEmpty() ? home(user) + "/" + name : first;
                        problems.add(user.home() + "/" + name + " "
                                + (forbidden
                                        ? "exists"
                                        : FileProbes.octal(entry.get().mode())));
                    }
                }
            }
        }
        return Answer.of(problems, forbidden ? "none" : seen + " files, none open to others")
                .at(first);
    }

    private static Answer privateKeys(Host host) {
        List<String> problems = new ArrayList<>();
        int seen = 0;
        for (Accounts.User user : owners(host)) {
            for (String path : host.text().glob(home(user) + "/.ssh/id_*")) {
                Optional<FileEntry> entry = host.files().resolve(path);
                if (!path.endsWith(".pub") && entry.isPresent() && entry.get().kind() == FileEntry.Kind.FILE) {
                    seen++;
                    if ((entry.get().mode() & 077) != 0) {
                        problems.add("/" + path + " has mode "
                                + FileProbes.octal(entry.get().mode()));
                    }
                    if (!isLocked(host.text().read(path, ""))) {
                        problems.add("/" + path + " has no passphrase");
                    }
                }
            }
        }
        return seen == 0
                ? Answer.notApplicable("nobody keeps private keys")
                : Answer.of(problems, seen + " keys are locked");
    }

    /** An encrypted PEM says so; the cipher of an OpenSSH key is the first name in its blob. */
    static boolean isLocked(String key) {
        if (!key.contains("OPENSSH PRIVATE KEY")) {
            return key.contains("ENCRYPTED");
        }
        String body = key.replaceAll("-----[^-]*-----", "").replaceAll("\\s", "");
        try {
            byte[] blob = Base64.getDecoder().decode(body);
            String start = new String(blob, 0, Math.min(blob.length, 64), java.nio.charset.StandardCharsets.ISO_8859_1);
            return Stream.of("none").noneMatch(name -> start.indexOf(name) >= 0 && start.indexOf(name) < 24);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
