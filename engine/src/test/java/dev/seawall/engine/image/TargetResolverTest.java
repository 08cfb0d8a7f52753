package dev.seawall.engine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.image.ResolvedTarget.DirectoryTarget;
import dev.seawall.engine.image.ResolvedTarget.ImageTarget;
import dev.seawall.engine.image.ResolvedTarget.SbomTarget;
import dev.seawall.engine.image.ResolvedTarget.Source;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TargetResolverTest {
    @TempDir
    Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static List<Source> sources(String target) {
        return ((ImageTarget) TargetResolver.resolve(target)).sources();
    }

    private static String refused(String target) {
        return assertThrows(SeawallException.class, () -> TargetResolver.resolve(target))
                .getMessage();
    }

    @Test
    void prefixesForceTheSource() throws IOException {
        assertEquals(List.of(Source.DOCKER), sources("docker:alpine:3.20"));
        assertEquals(List.of(Source.PODMAN), sources("podman:alpine"));
        assertEquals(List.of(Source.CONTAINERD), sources("containerd:alpine"));
        assertEquals(List.of(Source.REGISTRY), sources("registry:localhost:5000/a"));
        String any = file("any", "x");
        assertEquals(List.of(Source.ARCHIVE), sources("archive:" + any));
        assertEquals(new SbomTarget("sbom:" + any, Path.of(any)), TargetResolver.resolve("sbom:" + any));
        assertEquals(new DirectoryTarget("dir:" + folder, folder, false), TargetResolver.resolve("dir:" + folder));
        assertTrue(refused("docker:").contains("no image is named"));
        assertTrue(refused("archive:/nonexistent").contains("there is no file"));
        assertTrue(refused("dir:" + any).contains("it is no directory"));
    }

    @Test
    void filesAreToldByContent() throws IOException {
        String sortedLast = "{\"SPDXID\":\"x\",\"packages\":[{\"bomFormat\":1}],\"spdxVersion\":\"SPDX-2.3\"}";
        for (String content : List.of(
                "{\"bomFormat\":\"CycloneDX\"}",
                "\uFEFF \n{\"$schema\":\"x\",\"bomFormat\":\"CycloneDX\"}",
                sortedLast,
                "{\"@context\":\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\",\"@graph\":[]}",
                "{\"artifacts\":[],\"descriptor\":{}}",
                "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicateType\":\"https://cyclonedx.org/bom\"}",
                "<?xml version=\"1.0\"?><bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"/>",
                "# comment\nSPDXVersion: SPDX-2.3\n")) {
            String file = file("document", content);
            assertEquals(new SbomTarget(file, Path.of(file)), TargetResolver.resolve(file), content);
        }
        for (String content : List.of("", "{}", "{\"packages\":{\"bomFormat\":1}}", "{\"a\":", "FROM alpine", "[1]")) {
            assertTrue(refused(file("document", content)).contains("neither an image archive"), content);
        }
        Files.write(folder.resolve("tar"), TinyImages.tar(TinyImages.docker("app:1", TinyImages.layer("a", "1"))));
        assertEquals(List.of(Source.ARCHIVE), sources(folder.resolve("tar").toString()));
        assertEquals(List.of(Source.ARCHIVE), sources(folder.resolve("tar") + ":app:1"));
    }

    @Test
    void directoriesAreLayoutsRootsOrProjects() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        assertEquals(
                new DirectoryTarget(project.toString(), project, false), TargetResolver.resolve(project.toString()));
        Path root = folder.resolve("root");
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/os-release"), "ID=x");
        assertEquals(new DirectoryTarget(root.toString(), root, true), TargetResolver.resolve(root.toString()));
        TinyLayout layout = new TinyLayout();
        layout.top(layout.image("amd64", "1")).write(folder.resolve("layout"));
        assertEquals(
                List.of(Source.OCI_LAYOUT), sources(folder.resolve("layout").toString()));
        assertEquals(List.of(Source.OCI_LAYOUT), sources(folder.resolve("layout") + ":1.0"));
    }

    @Test
    void theRestAreImageNames() {
        List<Source> all = List.of(Source.DOCKER, Source.PODMAN, Source.CONTAINERD, Source.REGISTRY);
        for (String name :
                List.of("alpine", "alpine:3.20", "registry.example.org/a/b@sha256:" + "0".repeat(64), "0".repeat(64))) {
            assertEquals(all, sources(name));
        }
        assertTrue(refused("./missing.tar").contains("as an image name it is wrong"));
        assertTrue(refused("Upper").contains("not a repository name"));
        assertTrue(refused("").contains("not a repository name"));
        assertTrue(refused("a\0b").contains("not a repository name"));
    }
}
