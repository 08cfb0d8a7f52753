package dev.seawall.engine.harden;

import dev.seawall.engine.image.Image;
import dev.seawall.engine.image.ImageConfig;
import dev.seawall.engine.image.ImageSources;
import dev.seawall.engine.image.OciLayoutWriter;
import dev.seawall.engine.image.ResolvedTarget;
import dev.seawall.engine.image.TargetResolver;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.scan.Inventory;
import dev.seawall.engine.scan.InventoryReader;
import dev.seawall.engine.scan.ScanRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Front door of hardening: reads a target, follows what its command reaches, plans what can go, and writes the slimmer
 * image on request. The target itself is never changed.
 */
public final class Hardening {
    private final ScanRequest request;
    private final List<String> command;
    private final List<String> keep;
    private final List<Finding> findings;

    /**
     * @param request the target and how it is read
     * @param command what a container runs; empty to take entrypoint and command of the image
     * @param keep absolute paths that must stay
     * @param findings of a scan of the same target, to say how many go; may be empty
     */
    public Hardening(ScanRequest request, List<String> command, List<String> keep, List<Finding> findings) {
        this.request = request;
        this.command = List.copyOf(command);
        this.keep = List.copyOf(keep);
        this.findings = List.copyOf(findings);
    }

    /**
     * What came of it.
     *
     * @param dockerfile text of a Dockerfile that makes the slimmer image; empty for a directory
     */
    public record Outcome(HardenPlan plan, String dockerfile) {}

    /**
     * Plans, and writes where a folder is given.
     *
     * @param layout folder for an OCI layout with the slimmer image, or null for none
     * @throws SeawallException where the target cannot be read, is no image or directory, or nothing says what it runs
     */
    public Outcome run(@Nullable Path layout) {
        ResolvedTarget target = TargetResolver.resolve(request.target());
        try {
            return switch (target) {
                case ResolvedTarget.ImageTarget image -> image(image, layout);
                case ResolvedTarget.DirectoryTarget directory -> directory(directory, layout);
                case ResolvedTarget.TarballTarget tarball ->
                    throw refused("it is a file system in an archive; unpack it and name the folder");
                case ResolvedTarget.SbomTarget sbom -> throw refused("it is a bill of material, without files");
            };
        } catch (IOException e) {
            throw refused("" + e.getMessage());
        }
    }

    private Outcome image(ResolvedTarget.ImageTarget target, @Nullable Path layout) throws IOException {
        try (Image image = ImageSources.open(target, request.source())) {
            Inventory inventory = InventoryReader.read(image, request.reading());
            TargetFiles files = TargetFiles.of(image, inventory);
            HardenPlan plan =
                    Hardener.plan(inventory, files, commandLine(Optional.of(image.config())), kept(image), findings);
            if (layout != null) {
                write(layout, plan, files, config(image.config()));
            }
            return new Outcome(plan, SlimDockerfile.text(image.name(), image.config(), plan));
        }
    }

    private Outcome directory(ResolvedTarget.DirectoryTarget target, @Nullable Path layout) throws IOException {
        Inventory inventory = InventoryReader.readDirectory(target.path(), request.reading());
        TargetFiles files = TargetFiles.of(target.path(), inventory);
        HardenPlan plan = Hardener.plan(inventory, files, commandLine(Optional.empty()), keep, findings);
        if (layout != null) {
            ObjectNode config = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
            config.put("os", "linux").put("architecture", "amd64");
            command.forEach(config.putObject("config").putArray("Cmd")::add);
            write(layout, plan, files, config);
        }
        return new Outcome(plan, "");
    }

    private List<String> commandLine(Optional<ImageConfig> config) {
        List<String> words = new ArrayList<>(command);
        if (words.isEmpty() && config.isPresent()) {
            words.addAll(config.get().entrypoint());
            words.addAll(config.get().command());
        }
        config.map(ImageConfig::json)
                .map(json -> json.path("config").path("Healthcheck").path("Test"))
                .ifPresent(test -> test.forEach(word -> words.add(word.asString(""))));
        if (words.isEmpty()) {
            throw refused("nothing says what it runs");
        }
        return words;
    }

    private List<String> kept(Image image) {
        List<String> all = new ArrayList<>(keep);
        if (!image.config().workingDir().isEmpty()) {
            all.add(image.config().workingDir());
        }
        return all;
    }

    private static ObjectNode config(ImageConfig config) {
        JsonNode copy = config.json().deepCopy();
        return (ObjectNode) copy;
    }

    private static void write(Path layout, HardenPlan plan, TargetFiles files, ObjectNode config) throws IOException {
        OciLayoutWriter writer = OciLayoutWriter.create(layout);
        writer.addStreamed("slim", config, "seawall harden", out -> SlimImage.write(plan, files, out));
        writer.finish();
    }

    private SeawallException refused(String because) {
        return new SeawallException(
                "harden " + request.target(),
                because,
                "Give an image or a root file system, and --run WORDS where it has no entrypoint");
    }
}
