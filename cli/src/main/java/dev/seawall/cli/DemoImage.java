package dev.seawall.cli;

import dev.seawall.engine.image.OciLayoutWriter;
import dev.seawall.engine.image.OciLayoutWriter.NewLayer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The images of {@code seawall demo}, made in process: a web shop on Debian 11 with the mistakes that real images have
 * (old packages, a vulnerable jar, a key deleted too late, root, a setuid file), and an Alpine side car.
 */
final class DemoImage {
    private static final long MODIFIED_MILLIS = 1_700_000_000_000L;
    private static final byte[] EMPTY = {};

    private DemoImage() {}

    /** Writes both images into an OCI layout: tags {@code shop} and {@code edge}. */
    static void write(Path directory) throws IOException {
        OciLayoutWriter layout = OciLayoutWriter.create(directory);
        layout.add("shop", shopConfig(), shopLayers());
        layout.add("edge", edgeConfig(), edgeLayers());
        layout.finish();
    }

    private static ObjectNode config() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("architecture", "amd64")
                .put("os", "linux")
                .put("created", "2023-11-14T22:13:20Z");
    }

    private static ObjectNode edgeConfig() {
        ObjectNode document = config();
        ObjectNode config = document.putObject("config");
        config.put("User", "65532");
        config.putArray("Entrypoint").add("/usr/sbin/nginx");
        return document;
    }

    private static ObjectNode shopConfig() {
        ObjectNode document = config();
        ObjectNode config = document.putObject("config");
        config.putArray("Env")
                .add("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
                .add("NODE_ENV=production");
        config.putArray("Entrypoint").add("java").add("-jar").add("/app/shop.jar");
        config.putObject("ExposedPorts").putObject("8080/tcp");
        config.put("WorkingDir", "/app");
        return document;
    }

    private static List<NewLayer> shopLayers() throws IOException {
        return List.of(
                new NewLayer(debianBase(), "/bin/sh -c #(nop) ADD file:rootfs.tar.xz in / "),
                new NewLayer(EMPTY, "/bin/sh -c #(nop)  CMD [\"bash\"]"),
                new NewLayer(application(), "COPY shop/ /app/ # buildkit"),
                new NewLayer(leak(), "COPY .env /app/.env # buildkit"),
                new NewLayer(cleanUp(), "RUN /bin/sh -c rm /app/.env && chmod u+s /usr/local/bin/backup # buildkit"),
                new NewLayer(EMPTY, "ENTRYPOINT [\"java\" \"-jar\" \"/app/shop.jar\"]"));
    }

    private static List<NewLayer> edgeLayers() throws IOException {
        Tree tree = new Tree();
        tree.text("etc/os-release", "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.17.0\n");
        tree.text("etc/passwd", "root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532::/:/sbin/nologin\n");
        StringBuilder installed = new StringBuilder();
        apk(installed, "busybox", "1.35.0-r29", "busybox");
        apk(installed, "libcrypto3", "3.0.7-r0", "openssl");
        apk(installed, "libssl3", "3.0.7-r0", "openssl");
        apk(installed, "musl", "1.2.3-r4", "musl");
        apk(installed, "nginx", "1.22.1-r0", "nginx");
        apk(installed, "zlib", "1.2.12-r3", "zlib");
        tree.text("lib/apk/db/installed", installed.toString());
        return List.of(new NewLayer(tree.tar(), "ADD alpine-minirootfs.tar.gz / # buildkit"));
    }

    private static void apk(StringBuilder into, String name, String version, String origin) {
        into.append("P:%s\nV:%s\nA:x86_64\nL:MIT\no:%s\n\n".formatted(name, version, origin));
    }

    private static byte[] debianBase() throws IOException {
        Tree tree = new Tree();
        tree.text(
                "etc/os-release",
                "PRETTY_NAME=\"Debian GNU/Linux 11 (bullseye)\"\nID=debian\nVERSION_ID=\"11\"\nVERSION_CODENAME=bullseye\n");
        tree.text("etc/passwd", "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n");
        tree.text("var/lib/dpkg/status", dpkgStatus());
        tree.text("var/cache/apt/pkgcache.bin", "cache that nobody needs at run time\n");
        tree.file("usr/local/bin/backup", 0755, "#!/bin/sh\ntar -C /data -cf - .\n".getBytes(StandardCharsets.UTF_8));
        return tree.tar();
    }

    private static String dpkgStatus() {
        StringBuilder status = new StringBuilder();
        dpkg(status, "bash", "5.1-2+b3", "bash (5.1-2)");
        dpkg(status, "curl", "7.74.0-1.3+deb11u1", "");
        dpkg(status, "dpkg", "1.20.9", "");
        dpkg(status, "libc6", "2.31-13+deb11u2", "glibc");
        dpkg(status, "libcurl4", "7.74.0-1.3+deb11u1", "curl");
        dpkg(status, "libssl1.1", "1.1.1k-1+deb11u1", "openssl");
        dpkg(status, "openssl", "1.1.1k-1+deb11u1", "");
        dpkg(status, "perl-base", "5.32.1-4+deb11u2", "perl");
        dpkg(status, "sudo", "1.9.5p2-3", "");
        dpkg(status, "zlib1g", "1:1.2.11.dfsg-2", "zlib");
        return status.toString();
    }

    private static void dpkg(StringBuilder into, String name, String version, String source) {
        into.append("Package: ").append(name).append("\nStatus: install ok installed\nArchitecture: amd64\n");
        if (!source.isEmpty()) {
            into.append("Source: ").append(source).append('\n');
        }
        into.append("Version: ").append(version).append("\nDescription: part of the demonstration\n\n");
    }

    private static byte[] application() throws IOException {
        Map<String, byte[]> libraries = new TreeMap<>();
        libraries.put("BOOT-INF/lib/log4j-core-2.14.1.jar", jar("org.apache.logging.log4j", "log4j-core", "2.14.1"));
        libraries.put("BOOT-INF/lib/spring-beans-5.3.17.jar", jar("org.springframework", "spring-beans", "5.3.17"));
        libraries.put("BOOT-INF/lib/commons-text-1.9.jar", jar("org.apache.commons", "commons-text", "1.9"));
        Tree tree = new Tree();
        tree.file("app/shop.jar", 0644, zip(libraries));
        npm(tree, "express", "4.17.1");
        npm(tree, "lodash", "4.17.15");
        npm(tree, "minimist", "1.2.0");
        tree.text("app/requirements.txt", "requests==2.19.1\nJinja2==2.10\nPyYAML==5.3\n");
        return tree.tar();
    }

    private static void npm(Tree tree, String name, String version) {
        tree.text(
                "app/node_modules/" + name + "/package.json",
                "{\"name\":\"%s\",\"version\":\"%s\",\"license\":\"MIT\"}\n".formatted(name, version));
    }

    private static byte[] jar(String group, String artifact, String version) throws IOException {
        String properties = "groupId=%s\nartifactId=%s\nversion=%s\n".formatted(group, artifact, version);
        String path = "META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
        return zip(Map.of(path, properties.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(MODIFIED_MILLIS);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    private static byte[] leak() throws IOException {
        Tree tree = new Tree();
        // never valid anywhere; put together here so that no scanner of our own sources takes it for a leak
        tree.text("app/.env", "AWS_ACCESS_KEY_ID=" + "AKIA" + "Z5QW7RT2YPLMK4N3\nAWS_REGION=eu-central-1\n");
        return tree.tar();
    }

    private static byte[] cleanUp() throws IOException {
        Tree tree = new Tree();
        tree.text("app/.wh..env", "");
        tree.file("usr/local/bin/backup", 04755, "#!/bin/sh\ntar -C /data -cf - .\n".getBytes(StandardCharsets.UTF_8));
        return tree.tar();
    }

    /** Files of one layer, written in path order with fixed times. */
    private static final class Tree {
        private final TreeMap<String, TarArchiveEntry> entries = new TreeMap<>();
        private final Map<String, byte[]> contents = new TreeMap<>();

        void text(String path, String content) {
            file(path, 0644, content.getBytes(StandardCharsets.UTF_8));
        }

        void file(String path, int mode, byte[] content) {
            TarArchiveEntry entry = new TarArchiveEntry(path);
            entry.setMode(0100000 | mode);
            entry.setSize(content.length);
            entry.setModTime(MODIFIED_MILLIS);
            entries.put(path, entry);
            contents.put(path, content);
        }

        byte[] tar() throws IOException {
            var out = new ByteArrayOutputStream();
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
                for (Map.Entry<String, TarArchiveEntry> entry : entries.entrySet()) {
                    tar.putArchiveEntry(entry.getValue());
                    tar.write(contents.getOrDefault(entry.getKey(), EMPTY));
                    tar.closeArchiveEntry();
                }
            }
            return out.toByteArray();
        }
    }
}
