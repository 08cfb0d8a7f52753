package dev.seawall.engine.rebase;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.image.Image;
import dev.seawall.engine.image.ImageConfig;
import dev.seawall.engine.image.LayerBlob;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An image's own layers on top of another base.
 *
 * @param app the image
 * @param oldBase what it was built from
 * @param newBase what it is to stand on
 * @param newName name and digest of the new base
 */
record Relayering(Image app, Image oldBase, Image newBase, NewerBase newName) {
    private static final String NAME_LABEL = "org.opencontainers.image.base.name";
    private static final String DIGEST_LABEL = "org.opencontainers.image.base.digest";

    /** Refuses what would not give a sound image. */
    Relayering checked() throws IOException {
        List<Digest> all = app.config().diffIds();
        List<Digest> base = oldBase.config().diffIds();
        if (base.isEmpty()
                || base.size() > all.size()
                || !all.subList(0, base.size()).equals(base)) {
            throw refusal(
                    "its lowest layers are not those of " + oldBase.name() + " (that tag may have moved since)",
                    "Name the base it was really built from by --base NAME:TAG@sha256:…, or build the image again");
        }
        requireSamePlatform();
        for (LayerBlob layer : own()) {
            Optional<String> touched = PackageDatabases.touched(layer);
            if (touched.isPresent()) {
                throw refusal(
                        "its layer " + layer.diffId() + " changes the base's package database (" + touched.get()
                                + "), which would then not fit the new base",
                        "Rebase its Dockerfile and build it again");
            }
        }
        return this;
    }

    private void requireSamePlatform() {
        ImageConfig from = app.config();
        ImageConfig to = newBase.config();
        if (!from.architecture().equals(to.architecture()) || !from.os().equals(to.os())) {
            throw refusal(
                    "it is for " + from.os() + "/" + from.architecture() + " and " + newBase.name() + " for " + to.os()
                            + "/" + to.architecture(),
                    "Choose one by --platform");
        }
    }

    private SeawallException refusal(String because, String remedy) {
        return new SeawallException("rebase the image " + app.name(), because, remedy);
    }

    /** The layers that are not the base's. */
    List<LayerBlob> own() {
        return app.layers().subList(oldBase.layers().size(), app.layers().size());
    }

    /** All layers of the new image, bottom first. */
    List<LayerBlob> layers() {
        List<LayerBlob> layers = new ArrayList<>(newBase.layers());
        layers.addAll(own());
        return List.copyOf(layers);
    }

    /** The configuration of the new image. */
    ObjectNode config() {
        ObjectNode config = (ObjectNode) app.config().json().deepCopy();
        ObjectNode run = ConfigMerge.merge(run(app), run(oldBase), run(newBase));
        if (run.path("Labels") instanceof ObjectNode labels) {
            if (labels.has(NAME_LABEL)) {
                labels.put(NAME_LABEL, tagged());
            }
            if (labels.has(DIGEST_LABEL)) {
                labels.put(DIGEST_LABEL, digest());
            }
        }
        config.set("config", run);
        ArrayNode diffIds = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        layers().forEach(layer -> diffIds.add(layer.diffId().toString()));
        history(config);
        return config;
    }

    private String tagged() {
        return newName.to().name() + ":" + newName.to().tag();
    }

    private String digest() {
        return String.valueOf(newName.to().digest());
    }

    /** The annotations of the manifest that name the base. */
    ObjectNode annotations() {
        return Json.mapper().createObjectNode().put(NAME_LABEL, tagged()).put(DIGEST_LABEL, digest());
    }

    private static JsonNode run(Image image) {
        return image.config().json().path("config");
    }

    private void history(ObjectNode config) {
        int base = oldBase.config().history().size();
        config.remove("history");
        if (fits(app)
                && fits(oldBase)
                && fits(newBase)
                && base <= app.config().history().size()) {
            ArrayNode lines = config.putArray("history");
            newBase.config().json().path("history").forEach(lines::add);
            JsonNode own = app.config().json().path("history");
            for (int i = base; i < own.size(); i++) {
                lines.add(own.get(i));
            }
        }
    }

    private static boolean fits(Image image) {
        return image.config().history().stream()
                        .filter(line -> !line.emptyLayer())
                        .count()
                == image.layers().size();
    }
}
