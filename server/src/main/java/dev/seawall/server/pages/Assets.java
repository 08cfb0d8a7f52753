package dev.seawall.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every file of the pages. They are addressed below one hash over all of them, so that modules name each other by
 * relative paths, nothing is rewritten, and a browser may keep what it has for ever.
 *
 * @param hash over names and contents
 * @param files by path, for example {@code pages/images.js}
 */
record Assets(String hash, Map<String, Asset> files) {
    private static final String LIST = "/ui/FILES";
    /** The chart library comes with the engine, which needs it for its own pages. */
    private static final String CHARTS = "/dev/seawall/engine/network/echarts/echarts.min.js";

    private static final int HASH_BYTES = 8;

    /** @throws IOException where the build left the pages out */
    static Assets load() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (String name : new String(read(LIST), StandardCharsets.UTF_8).split("\n")) {
            if (!name.isBlank() && !name.startsWith("#")) {
                contents.put(name.strip(), read("/ui/" + name.strip()));
            }
        }
        contents.put("vendor/echarts.js", read(CHARTS));
        Map<String, Asset> files = new TreeMap<>();
        contents.forEach((name, content) -> files.put(name, Asset.of(name, content)));
        return new Assets(hash(contents), Map.copyOf(files));
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the file " + resource + " of the pages is missing");
            }
            return in.readAllBytes();
        }
    }

    private static String hash(Map<String, byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((name, content) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
