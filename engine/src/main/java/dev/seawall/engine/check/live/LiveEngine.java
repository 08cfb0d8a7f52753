package dev.seawall.engine.check.live;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.PlainTree;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.net.DaemonClient;
import dev.seawall.engine.net.DaemonEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A running container engine: its settings ({@code daemon}), what it says of itself and its files ({@code engine}), its
 * images ({@code image}) and its running containers ({@code container}). Reads only. Docker's API; Podman speaks it too.
 */
public final class LiveEngine {
    private static final int SWARM_PORT = 2377;

    private final DaemonEndpoint endpoint;
    private final DaemonClient client;
    private final Path root;
    private final Map<String, String> environment;
    private final List<Document> documents = new ArrayList<>();
    private final List<FileStatus> problems = new ArrayList<>();
    private final Map<String, SourceMap> images = new LinkedHashMap<>();

    private LiveEngine(DaemonEndpoint endpoint, DaemonClient client, Path root, Map<String, String> environment) {
        this.endpoint = endpoint;
        this.client = client;
        this.root = root;
        this.environment = environment;
    }

    /**
     * Reads an engine.
     *
     * @param root of the machine whose files to look at, {@code /} but in tests
     * @param environment for what the engine's clients are told by it, such as DOCKER_CONTENT_TRUST
     * @throws IOException where the engine does not answer; what it refuses later is a problem of the documents
     */
    public static LiveSource read(
            DaemonEndpoint endpoint, DaemonClient client, Path root, Map<String, String> environment)
            throws IOException {
        LiveEngine engine = new LiveEngine(endpoint, client, root, environment);
        JsonNode info = client.json("/info");
        EngineProcess process = endpoint instanceof DaemonEndpoint.UnixSocket socket
                ? EngineProcess.behind(root, socket.path())
                : EngineProcess.elsewhere();
        SourceMap settings = engine.settings(process, info);
        engine.documents.add(Document.of(engine.place("settings"), "daemon", settings, Mark.NONE));
        engine.images();
        engine.containers(settings);
        engine.documents.add(Document.of(engine.place("engine"), "engine", engine.facts(info, process), Mark.NONE));
        Target target = new Target(Target.Kind.DAEMON, endpoint.toString(), null, Os.NONE, List.of());
        return new LiveSource(target, Documents.of(engine.documents, engine.problems));
    }

    private String place(String what) {
        return "docker:" + what;
    }

    /** What it was started with; what it tells of itself wins. */
    private SourceMap settings(EngineProcess process, JsonNode info) {
        SourceMap.Builder settings = new SourceMap.Builder().putAll(process.settings());
        settings.put("live-restore", info.path("LiveRestoreEnabled").asBoolean(false), Mark.NONE);
        settings.put("swarm", !swarmState(info).equals("inactive"), Mark.NONE);
        settings.put("experimental", info.path("ExperimentalBuild").asBoolean(false), Mark.NONE);
        text(settings, "storage-driver", info.path("Driver"));
        text(settings, "log-driver", info.path("LoggingDriver"));
        if (info.path("SecurityOptions").toString().contains("name=userns")) {
            settings.put(
                    "userns-remap",
                    process.settings().text("userns-remap").isEmpty()
                            ? "default"
                            : process.settings().text("userns-remap"),
                    Mark.NONE);
        }
        return settings.build();
    }

    private static void text(SourceMap.Builder to, String key, JsonNode value) {
        if (value.isString() && !value.asString("").isEmpty()) {
            to.put(key, value.asString(""), Mark.NONE);
        }
    }

    private static String swarmState(JsonNode info) {
        String state = info.path("Swarm").path("LocalNodeState").asString("");
        return state.isEmpty() ? "inactive" : state;
    }

    private @Nullable JsonNode asked(String path) {
        try {
            return client.json(path);
        } catch (IOException e) {
            problems.add(new FileStatus("docker:" + path, FileStatus.State.UNREADABLE, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private List<JsonNode> list(String path) {
        JsonNode answer = asked(path);
        List<JsonNode> all = new ArrayList<>();
        if (answer != null) {
            answer.forEach(all::add);
        }
        return all;
    }

    private void images() {
        for (JsonNode each : list("/images/json")) {
            String id = each.path("Id").asString("");
            JsonNode inspect = asked("/images/" + DaemonClient.encoded(id) + "/json");
            if (inspect != null) {
                String name = name(inspect, id);
                SourceMap image = image(inspect, list("/images/" + DaemonClient.encoded(id) + "/history"), name);
                images.put(id, image);
                documents.add(Document.of(place("image/" + name), "image", image, Mark.NONE));
            }
        }
    }

    private static String name(JsonNode inspect, String id) {
        String tag = inspect.path("RepoTags").path(0).asString("");
        String digest = inspect.path("RepoDigests").path(0).asString("");
        return !tag.isEmpty() && !tag.startsWith("<none>") ? tag : !digest.isEmpty() ? digest : id;
    }

    /** The image's configuration in the form of the OCI image specification, oldest history first. */
    private static SourceMap image(JsonNode inspect, List<JsonNode> history, String name) {
        List<Object> steps = new ArrayList<>();
        history.reversed()
                .forEach(step -> steps.add(Map.of(
                        "created_by", step.path("CreatedBy").asString(""),
                        "comment", step.path("Comment").asString(""),
                        "empty_layer", step.path("Size").asLong(0) == 0)));
        return new SourceMap.Builder()
                .put("reference", name, Mark.NONE)
                .put("config", PlainTree.map(inspect.path("Config")), Mark.NONE)
                .put("history", PlainTree.of(steps), Mark.NONE)
                .put("created", inspect.path("Created").asString(""), Mark.NONE)
                .build();
    }

    private void containers(SourceMap settings) {
        boolean denies = Boolean.TRUE.equals(settings.get("no-new-privileges"));
        for (JsonNode each : list("/containers/json")) {
            String id = each.path("Id").asString("");
            JsonNode inspect = asked("/containers/" + DaemonClient.encoded(id) + "/json");
            if (inspect != null) {
                String name = inspect.path("Name").asString(id).replaceFirst("^/", "");
                SourceMap full = new SourceMap.Builder()
                        .putAll(PlainTree.map(inspect))
                        .put("Processes", processes(id), Mark.NONE)
                        .build();
                SourceMap image = images.get(inspect.path("Image").asString(""));
                documents.add(InspectReader.document(place("container/" + name), full, Mark.NONE, denies, image));
            }
        }
    }

    /** The command lines that run in it; null where the engine cannot tell. */
    private @Nullable Object processes(String id) {
        JsonNode top = asked("/containers/" + DaemonClient.encoded(id) + "/top?ps_args=-eo%20pid,args");
        if (top == null) {
            return null;
        }
        List<Object> commands = new ArrayList<>();
        top.path("Processes")
                .forEach(row -> commands.add(row.path(row.size() - 1).asString("")));
        return PlainTree.of(commands);
    }

    private SourceMap facts(JsonNode info, EngineProcess process) {
        Map<String, Object> facts = new LinkedHashMap<>();
        boolean local = endpoint instanceof DaemonEndpoint.UnixSocket;
        facts.put("local", local);
        facts.put("process", process.known());
        facts.put("info", PlainTree.map(info));
        facts.put("images", images.size());
        facts.put("containers", info.path("Containers").asLong(0));
        facts.put("running", info.path("ContainersRunning").asLong(0));
        facts.put("rootless", info.path("SecurityOptions").toString().contains("name=rootless"));
        facts.put("contentTrust", environment.getOrDefault("DOCKER_CONTENT_TRUST", ""));
        facts.put("swarm", swarm(info));
        if (endpoint instanceof DaemonEndpoint.UnixSocket socket) {
            EngineFiles files = new EngineFiles(root);
            facts.put("files", files.files(process, socket.path()));
            facts.put("audit", files.auditRules());
            facts.put("members", files.groupMembers());
            facts.put("certificateFolder", files.hasCertificateFolder());
            facts.put("certificates", files.certificates());
            facts.put(
                    "rootIsMountPoint",
                    files.isMountPoint(info.path("DockerRootDir").asString("/var/lib/docker")));
        }
        return PlainTree.ofMap(facts);
    }

    private Map<String, Object> swarm(JsonNode info) {
        boolean active = swarmState(info).equals("active");
        boolean manager = info.path("Swarm").path("ControlAvailable").asBoolean(false);
        Map<String, Object> swarm = new LinkedHashMap<>();
        swarm.put("active", active);
        swarm.put("state", swarmState(info));
        swarm.put("managers", info.path("Swarm").path("Managers").asLong(0));
        List<Object> open = new ArrayList<>();
        for (JsonNode network : list("/networks")) {
            boolean overlay = network.path("Driver").asString("").equals("overlay");
            if (overlay && !network.path("Options").has("encrypted")) {
                open.add(network.path("Name").asString(""));
            }
        }
        swarm.put("unencryptedNetworks", open);
        swarm.put("listensEverywhere", new EngineFiles(root).listensEverywhere(SWARM_PORT));
        if (active && manager) {
            JsonNode facts = asked("/swarm");
            swarm.put("manager", true);
            swarm.put("secrets", list("/secrets").size());
            swarm.put(
                    "autolock",
                    facts != null
                            && facts.path("Spec")
                                    .path("EncryptionConfig")
                                    .path("AutoLockManagers")
                                    .asBoolean(false));
        }
        return swarm;
    }
}
