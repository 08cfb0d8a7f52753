package dev.seawall.server.registry;

import dev.seawall.engine.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A small image pushed by plain requests.
 *
 * @param digest of the manifest
 * @param layer digest of its only layer
 */
public record Pushed(String digest, String config, String layer, String manifest) {
    public static final String TYPE = "application/vnd.oci.image.manifest.v1+json";

    /** Pushes an image whose layer holds one file with this text. */
    public static Pushed image(Http to, String repository, String tag, String text)
            throws IOException, InterruptedException {
        byte[] tar = tar("etc/motd", text);
        byte[] packed = gzip(tar);
        String config =
                "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                        + Digest.sha256(tar) + "\"]}}";
        String layerDigest = blob(to, repository, packed);
        String configDigest = blob(to, repository, config.getBytes(StandardCharsets.UTF_8));
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + TYPE
                + "\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
                + configDigest
                + "\",\"size\":" + config.length()
                + "},\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\""
                + layerDigest + "\",\"size\":" + packed.length + "}]}";
        String digest = manifest(to, repository, tag, TYPE, manifest);
        return new Pushed(digest, configDigest, layerDigest, manifest);
    }

    /** Pushes a manifest and says its digest. */
    public static String manifest(Http to, String repository, String reference, String type, String content)
            throws IOException, InterruptedException {
        HttpResponse<String> put =
                to.send("PUT", "/v2/" + repository + "/manifests/" + reference, content, "Content-Type", type);
        if (put.statusCode() != 201) {
            throw new IOException(put.statusCode() + " " + put.body());
        }
        return Digest.sha256(content.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Pushes a blob as clients do and says its digest. */
    public static String blob(Http to, String repository, byte[] content) throws IOException, InterruptedException {
        HttpResponse<String> start = to.send("POST", "/v2/" + repository + "/blobs/uploads/", "");
        if (start.statusCode() != 202) {
            throw new IOException(start.statusCode() + " " + start.body());
        }
        String location = start.headers().firstValue("Location").orElseThrow();
        String digest = Digest.sha256(content).toString();
        String end = location + (location.contains("?") ? "&" : "?") + "digest=" + digest;
        HttpResponse<String> put = to.send("PUT", end, new String(content, StandardCharsets.ISO_8859_1));
        if (put.statusCode() != 201) {
            throw new IOException(put.statusCode() + " " + put.body());
        }
        return digest;
    }

    /** An index of these manifests. */
    public static String index(List<Pushed> children) {
        StringBuilder out = new StringBuilder("{\"schemaVersion\":2,\"manifests\":[");
        for (Pushed child : children) {
            out.append(out.charAt(out.length() - 1) == '[' ? "" : ",")
                    .append("{\"mediaType\":\"" + TYPE + "\",\"digest\":\"" + child.digest() + "\",\"size\":"
                            + child.manifest().length()
                            + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}");
        }
        return out.append("],\"mediaType\":\"application/vnd.oci.image.index.v1+json\"}")
                .toString();
    }

    static byte[] tar(String name, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[512 + (content.length + 511) / 512 * 512 + 1024];
        put(out, 0, name);
        put(out, 100, "0000644\0");
        put(out, 108, "0000000\0");
        put(out, 116, "0000000\0");
        put(out, 124, String.format("%011o\0", content.length));
        put(out, 136, "00000000000\0");
        put(out, 148, "        ");
        out[156] = '0';
        put(out, 257, "ustar\00000");
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += out[i] & 0xff;
        }
        put(out, 148, String.format("%06o\0 ", sum));
        System.arraycopy(content, 0, out, 512, content.length);
        return out;
    }

    private static void put(byte[] into, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }

    static byte[] gzip(byte[] content) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream();
                GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(content);
            packed.finish();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
