package dev.seawall.engine.rebase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.RealRegistry;
import dev.seawall.engine.base.BaseOptions;
import dev.seawall.engine.base.KnownBases;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.image.Image;
import dev.seawall.engine.image.ImageSources;
import dev.seawall.engine.image.LayerBlob;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.match.MatchOptions;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.MediaTypes;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.net.RegistryOptions;
import dev.seawall.engine.scan.Progress;
import dev.seawall.engine.scan.ScanOptions;
import dev.seawall.engine.scan.ScanRequest;
import dev.seawall.engine.scan.Scanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Against the real docker-registry. */
final class RebaseIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    @TempDir
    Path folder;

    private RealRegistry registry;
    private RegistryClient client;
    private byte[] oldLayer;
    private byte[] newLayer;
    private Digest newest;

    @BeforeEach
    void pushBases() throws IOException {
        registry = RealRegistry.start(folder, Map.of());
        client = new RegistryClient(RegistryOptions.of(Map.of()));
        oldLayer = tar("lib/apk/db/installed", "P:busybox\nV:1.36.0-r0\nA:x86_64\n\n");
        newLayer = tar("lib/apk/db/installed", "P:busybox\nV:1.37.0-r0\nA:x86_64\n\n");
        push(base("3.21"), List.of("PATH=/bin", "BASE=old"), oldLayer);
        push(base("3.22"), List.of("PATH=/bin", "BASE=middle"), oldLayer);
        newest = push(base("3.23"), List.of("PATH=/bin", "BASE=new", "MORE=1"), newLayer);
        push(base("edge"), List.of(), oldLayer);
    }

    @AfterEach
    void stop() {
        client.close();
        registry.close();
    }

    private ImageRef base(String tag) {
        return ImageRef.parse(registry.host() + "/library/alpine:" + tag);
    }

    private static byte[] tar(String path, String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            byte[] bytes = content.getBytes(UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry(path);
            entry.setSize(bytes.length);
            tar.putArchiveEntry(entry);
            tar.write(bytes);
            tar.closeArchiveEntry();
        }
        return out.toByteArray();
    }

    private Digest push(ImageRef ref, List<String> env, byte[]... layers) throws IOException {
        ObjectNode config = Json.mapper().createObjectNode();
        config.put("architecture", "amd64").put("os", "linux");
        env.forEach(config.putObject("config").put("User", "").putArray("Env")::add);
        ObjectNode manifest = Json.mapper().createObjectNode();
        manifest.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_MANIFEST);
        var diffIds = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        var stored = Json.mapper().createArrayNode();
        for (byte[] layer : layers) {
            diffIds.add(Digest.sha256(layer).toString());
            config.withArray("history").addObject().put("created_by", ref.repository() + " " + layer.length);
            stored.add(blob(ref, "application/vnd.oci.image.layer.v1.tar", layer));
        }
        manifest.set("config", blob(ref, MediaTypes.OCI_CONFIG, Json.mapper().writeValueAsBytes(config)));
        manifest.set("layers", stored);
        return client.pushManifest(ref, MediaTypes.OCI_MANIFEST, Json.mapper().writeValueAsBytes(manifest));
    }

    private ObjectNode blob(ImageRef ref, String type, byte[] content) throws IOException {
        client.pushBlob(ref, Digest.sha256(content), content);
        return Json.mapper()
                .createObjectNode()
                .put("mediaType", type)
                .put("digest", Digest.sha256(content).toString())
                .put("size", content.length);
    }

    private BaseSearch search() {
        return new BaseSearch(client, TODAY, Within.MAJOR);
    }

    @Test
    void aDockerfileIsPinnedToTheNewestTagAndStaysSoByteForByte() throws IOException {
        String name = registry.host() + "/library/alpine";
        Digest latest = push(base("latest"), List.of(), newLayer);
        String text = "# caf\u00e9\r\nARG X=1\r\nfrom --platform=linux/amd64 \\\r\n  " + name
                + ":3.21  AS build \r\nRUN true\nFROM build\nFROM scratch\nFROM ${X}\nFROM " + name;
        DockerfileRebase.Outcome outcome = DockerfileRebase.run("Dockerfile", text.getBytes(UTF_8), search());
        String pinned = text.replace(":3.21 ", ":3.23@" + newest + " ") + ":latest@" + latest;
        assertEquals(pinned, new String(outcome.content(), UTF_8));
        String changed = "\n-  " + name + ":3.21  AS build \r\n+  " + name + ":3.23@" + newest + "  AS build \r\n";
        assertTrue(outcome.diff().startsWith("--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,9 +1,9 @@\n"), outcome.diff());
        assertTrue(outcome.diff().contains(changed), outcome.diff());
        assertEquals(3, outcome.lines().size());
        DockerfileRebase.Outcome again = DockerfileRebase.run("Dockerfile", outcome.content(), search());
        assertFalse(again.isChange());
        assertArrayEquals(outcome.content(), again.content());
    }

    private ImageRebase rebase(ImageRef app, List<KnownBases.Known> known) {
        ScanOptions reading = ScanOptions.defaults().withKinds(EnumSet.noneOf(ScanOptions.Kind.class));
        SourceOptions source = SourceOptions.of(RegistryOptions.of(Map.of()));
        ScanRequest request = new ScanRequest("registry:" + app, reading, source, MatchOptions.DEFAULT, TODAY)
                .withBase(new BaseOptions(List.of(), new KnownBases(known)));
        Scanner scanner = new Scanner(
                met -> {
                    throw new AssertionError("no advisories are asked for");
                },
                Progress.NONE);
        return new ImageRebase(request, client, search(), scanner);
    }

    @Test
    void anImageStandsOnTheNewBase() throws IOException {
        ImageRef app = ImageRef.parse(registry.host() + "/team/app:1");
        byte[] own = tar("app/main", "hello");
        Digest before = push(app, List.of("PATH=/app:/bin", "BASE=old", "OWN=1"), oldLayer, own);
        var known = List.of(new KnownBases.Known(base("3.21").toString(), List.of(Digest.sha256(oldLayer))));
        Path output = folder.resolve("out");
        ImageRef pushed = app.withTag("1-rebased");
        ImageRebase.Outcome outcome = rebase(app, known).run(new ImageRebase.Wish(null, null, output, pushed));
        assertEquals("3.23", outcome.base().to().tag());
        assertEquals(newest, outcome.base().to().digest());
        assertEquals(outcome.digest(), client.head(pushed).orElseThrow().digest());
        assertEquals(before, client.head(app).orElseThrow().digest());
        for (String target : List.of("oci:" + output, "registry:" + pushed)) {
            try (Image image = ImageSources.open(target, SourceOptions.of(RegistryOptions.of(Map.of())))) {
                assertEquals(
                        List.of(Digest.sha256(newLayer), Digest.sha256(own)),
                        image.layers().stream().map(LayerBlob::diffId).toList());
                assertEquals(
                        List.of("PATH=/app:/bin", "BASE=new", "MORE=1", "OWN=1"),
                        image.config().env());
                assertEquals(
                        "library/alpine " + newLayer.length,
                        image.config().history().getFirst().createdBy());
                assertArrayEquals(own, image.layers().getLast().open().readAllBytes());
            }
        }
        assertThrows(
                SeawallException.class,
                () -> rebase(app, known).run(new ImageRebase.Wish(null, null, output, null)),
                "a folder with something in it");
    }

    @Test
    void nothingIsDoneWhereNothingIsNewer() throws IOException {
        ImageRef app = ImageRef.parse(registry.host() + "/team/app:2");
        push(app, List.of(), newLayer, tar("app/main", "hello"));
        ImageRebase.Outcome outcome =
                rebase(app, List.of()).run(new ImageRebase.Wish(base("3.23"), null, folder.resolve("no"), null));
        assertNull(outcome.digest());
        assertFalse(folder.resolve("no").toFile().exists());
    }

    @Test
    void whatWouldNotFitIsRefused() throws IOException {
        ImageRef app = ImageRef.parse(registry.host() + "/team/app:3");
        ImageRebase.Wish wish = new ImageRebase.Wish(base("3.21"), null, null, null);
        for (String path : List.of("lib/apk/db/installed", "lib/apk/.wh.db", "lib/.wh.apk", "lib/apk/.wh..wh..opq")) {
            push(app, List.of(), oldLayer, tar(path, "x"));
            SeawallException refused = assertThrows(
                    SeawallException.class, () -> rebase(app, List.of()).run(wish), path);
            assertTrue(refused.getMessage().contains("package database"), refused.getMessage());
        }
        push(app, List.of(), tar("a", "other"), tar("b", "c"));
        SeawallException other = assertThrows(
                SeawallException.class, () -> rebase(app, List.of()).run(wish));
        assertTrue(other.getMessage().contains("lowest layers"), other.getMessage());
        assertThrows(
                SeawallException.class,
                () -> rebase(app, List.of()).run(new ImageRebase.Wish(null, null, null, null)),
                "nothing tells its base");
    }
}
