package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** GitHub Actions: what workflows and composite actions use. A commit with its version in the comment behind it is that
 * version, because advisories name versions. */
final class GithubActions implements LanguageEcosystem {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}");
    private static final Pattern VERSION = Pattern.compile("v?\\d+(?:\\.\\d+)*");
    private static final FileKinds FILES = FileKinds.NONE
            .when(GithubActions::isWorkflow, GithubActions::workflow)
            .when(GithubActions::isAction, GithubActions::action);

    @Override
    public String id() {
        return "github";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static boolean isWorkflow(FileEntry file) {
        String folder = file.directory();
        return isYaml(file) && (folder.equals(".github/workflows") || folder.endsWith("/.github/workflows"));
    }

    private static boolean isAction(FileEntry file) {
        boolean named = file.name().equals("action.yml") || file.name().equals("action.yaml");
        return named && !file.path().contains("node_modules/");
    }

    private static boolean isYaml(FileEntry file) {
        return file.name().endsWith(".yml") || file.name().endsWith(".yaml");
    }

    private static List<Package> workflow(PackageText file) throws IOException {
        Map<String, Package> out = new LinkedHashMap<>();
        List<String> lines = file.lines();
        for (NodeTuple job : Nodes.entries(Nodes.child(Nodes.root(file), "jobs"))) {
            used(file, lines, Nodes.child(job.getValueNode(), "uses"), out);
            steps(file, lines, job.getValueNode(), out);
        }
        return List.copyOf(out.values());
    }

    private static List<Package> action(PackageText file) throws IOException {
        Map<String, Package> out = new LinkedHashMap<>();
        steps(file, file.lines(), Nodes.child(Nodes.root(file), "runs"), out);
        return List.copyOf(out.values());
    }

    private static void steps(PackageText file, List<String> lines, @Nullable Node owner, Map<String, Package> out) {
        for (Node step : Nodes.items(Nodes.child(owner, "steps"))) {
            used(file, lines, Nodes.child(step, "uses"), out);
        }
    }

    private static void used(PackageText file, List<String> lines, @Nullable Node node, Map<String, Package> out) {
        String uses = Nodes.text(node).strip();
        if (node == null || uses.isEmpty()) {
            return;
        }
        int line = Nodes.line(node);
        int at = uses.lastIndexOf('@');
        String name = at < 0 ? uses : uses.substring(0, at);
        String version = at < 0 ? "" : uses.substring(at + 1);
        if (COMMIT.matcher(version).matches()) {
            version = commented(lines, line, version);
        }
        if (!name.isEmpty()) {
            out.putIfAbsent(name + "@" + version, file.found("github", name, version, line));
        }
    }

    private static String commented(List<String> lines, int line, String commit) {
        String text = line > 0 && line <= lines.size() ? lines.get(line - 1) : "";
        int comment = text.indexOf('#', Math.max(0, text.indexOf(commit)));
        Matcher version = VERSION.matcher(comment < 0 ? "" : text.substring(comment));
        return version.find() ? version.group() : commit;
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        String[] parts = pkg.name().split("/", 3);
        boolean elsewhere = parts.length >= 2 && !parts[0].startsWith(".") && !parts[0].endsWith(":");
        return elsewhere
                ? List.of(new AdvisoryKey("GitHub Actions", parts[0] + "/" + parts[1], pkg.version()))
                : List.of();
    }
}
