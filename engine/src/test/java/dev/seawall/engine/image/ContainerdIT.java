package dev.seawall.engine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.seawall.engine.RealProgram;
import dev.seawall.engine.net.Digests;
import dev.seawall.engine.net.Platform;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of the real containerd. */
final class ContainerdIT {
    @TempDir
    Path folder;

    @Test
    void anImageImportedIntoTheRealContainerdIsRead() throws IOException {
        RealProgram.requireRoot("containerd");
        String ctr = RealProgram.require("ctr", "containerd").toString();
        String daemon = RealProgram.require("containerd", "containerd").toString();
        String socket = folder.resolve("s").toString();
        Path config = Files.writeString(
                folder.resolve("config.toml"),
                "version = 2\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\"]\n[grpc]\n  address = \"" + socket
                        + "\"\n");
        Path log = folder.resolve("log");
        Process process = RealProgram.start(
                log,
                Map.of(),
                List.of(
                        daemon,
                        "--config=" + config,
                        "--root=" + folder.resolve("root"),
                        "--state=" + folder.resolve("state")));
        try {
            RealProgram.await(process, log, () -> version(ctr, socket));
            TinyLayout layout = new TinyLayout();
            layout.top(TinyLayout.named(layout.image(Platform.host().architecture(), "x"), "docker.io/library/tiny:1"));
            Path tar = Files.write(folder.resolve("tiny.tar"), TinyImages.tar(layout.files()));
            RealProgram.run(Map.of(), List.of(ctr, "-a", socket, "images", "import", "--no-unpack", tar.toString()));
            SourceOptions options = SourceOptions.of(RegistryOptions.of(Map.of(
                    "CONTAINERD_ADDRESS",
                    socket,
                    "PATH",
                    Path.of(ctr).getParent().toString())));
            try (Image image = ImageSources.open("containerd:tiny:1", options)) {
                assertNotNull(image.digest());
                assertEquals(List.of("docker.io/library/tiny:1"), image.tags());
                LayerBlob layer = image.layers().getFirst();
                try (InputStream in = Digests.verifying(layer.diffId(), layer.open())) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        } finally {
            RealProgram.stop(process);
        }
    }

    private static void version(String ctr, String socket) throws IOException {
        try {
            RealProgram.run(Map.of(), List.of(ctr, "-a", socket, "version"));
        } catch (AssertionError e) {
            throw new IOException(e);
        }
    }
}
