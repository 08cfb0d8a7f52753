package dev.seawall.engine.image;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.node.ObjectNode;

/** Images of a few hundred bytes, in every form an image can have. */
final class TinyImages {
    private TinyImages() {}

    /** A tar of these files; a value that starts with {@code ->} is a symbolic link. */
    static byte[] tar(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                String text = new String(file.getValue(), StandardCharsets.UTF_8);
                if (text.startsWith("->")) {
                    TarArchiveEntry link = new TarArchiveEntry(file.getKey(), TarArchiveEntry.LF_SYMLINK);
                    link.setLinkName(text.substring(2));
                    tar.putArchiveEntry(link);
                } else {
                    TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                    entry.setSize(file.getValue().length);
                    tar.putArchiveEntry(entry);
                    tar.write(file.getValue());
                }
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    static byte[] layer(String path, String content) throws IOException {
        return tar(Map.of(path, bytes(content)));
    }

    static byte[] config(String architecture, byte[]... layers) {
        ObjectNode config = Json.mapper().createObjectNode();
        config.put("architecture", architecture).put("os", "linux");
        config.putObject("config").put("User", "app");
        var diffIds = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        for (byte[] layer : layers) {
            diffIds.add(Digest.sha256(layer).toString());
        }
        return Json.mapper().writeValueAsBytes(config);
    }

    /** The members of a docker-archive with one image of one layer. */
    static Map<String, byte[]> docker(String tag, byte[] layer) {
        byte[] config = config("amd64", layer);
        String hex = Digest.sha256(config).hex();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(hex + ".json", config);
        files.put("one/layer.tar", layer);
        files.put(
                "manifest.json",
                bytes("[{\"Config\":\"" + hex + ".json\",\"RepoTags\":[\"" + tag
                        + "\"],\"Layers\":[\"one/layer.tar\"]}]"));
        return files;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
