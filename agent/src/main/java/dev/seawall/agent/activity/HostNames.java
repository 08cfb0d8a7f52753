package dev.seawall.agent.activity;

import dev.seawall.engine.rule.Rule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of addresses. Those that rules name are looked up; the others are learnt from the answers of DNS that processes
 * got. What a container's own hosts file and environment say goes first.
 */
public final class HostNames {
    private static final int MOST = 20_000;
    private static final int MOST_BYTES = 1 << 16;
    private static final Pattern NAMED = Pattern.compile(
            "fd\\.[sclr]ip\\.name\\s*(?:=|!=|in|intersects)\\s*\\(?\\s*([^()]+?)\\s*(?:\\)|$| and | or )");
    private static final String API_SERVER = "kubernetes.default.svc.cluster.local";
    private static final String API_ADDRESS = "KUBERNETES_SERVICE_HOST=";

    private final Path root;
    private final Map<Endpoint.Bytes, String> watched = new ConcurrentHashMap<>();
    private final Map<Endpoint.Bytes, String> learnt = bounded();
    private final Map<String, Map<String, String>> hostsFiles = bounded();

    /** @param root the host's root folder */
    public HostNames(Path root) {
        this.root = root;
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /** The names that rules compare addresses with. */
    public static Collection<String> named(List<Rule> rules) {
        TreeSet<String> names = new TreeSet<>();
        for (Rule rule : rules) {
            Matcher matcher = NAMED.matcher(rule.filter().toString());
            while (matcher.find()) {
                for (String each : matcher.group(1).split(",")) {
                    names.add(each.strip().replace("\"", "").replace("'", ""));
                }
            }
        }
        return names;
    }

    /** Looks names up, in the background: an address may have many, and these are the ones that matter. */
    public void watch(Collection<String> names) {
        if (!names.isEmpty()) {
            Thread.ofVirtual().name("seawall-names").start(() -> names.forEach(this::resolve));
        }
    }

    private void resolve(String name) {
        try {
            for (InetAddress each : InetAddress.getAllByName(name)) {
                watched.put(new Endpoint.Bytes(each.getAddress()), name);
            }
        } catch (UnknownHostException notHere) {
            watched.remove(new Endpoint.Bytes(new byte[0]));
        }
    }

    /** Remembers the name of an address. */
    void learn(byte[] address, String name) {
        learnt.put(new Endpoint.Bytes(address), name);
    }

    @Nullable
    String name(ProcessEntry process, Endpoint of) {
        String name = watched.get(of.address());
        if (name == null && process.environment.contains(API_ADDRESS + of.addressText())) {
            name = API_SERVER;
        }
        if (name == null && process.container != null) {
            name = hosts(process, process.container.fullId()).get(of.addressText());
        }
        return name == null ? learnt.get(of.address()) : name;
    }

    private Map<String, String> hosts(ProcessEntry process, String container) {
        return hostsFiles.computeIfAbsent(
                container, any -> read(root.resolve("proc/" + process.id + "/root/etc/hosts")));
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> names = new LinkedHashMap<>();
        try {
            if (Files.isRegularFile(file) && Files.size(file) < MOST_BYTES) {
                Files.readString(file, StandardCharsets.ISO_8859_1).lines().forEach(line -> {
                    String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
                    if (words.length > 1) {
                        names.putIfAbsent(words[0], words[1]);
                    }
                });
            }
        } catch (IOException unreadable) {
            return names;
        }
        return names;
    }
}
