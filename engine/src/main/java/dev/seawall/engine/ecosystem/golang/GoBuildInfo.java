package dev.seawall.engine.ecosystem.golang;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Go's linker wrote into a program: the tool chain, the main module, its dependencies and how it was built. Both
 * forms are read: text in place (since Go 1.18) and pointers to text (before).
 *
 * @param goVersion such as {@code go1.26.0}
 * @param main the module of the program; path empty where it was built from loose files
 * @param settings of the build, for example {@code vcs.revision}
 */
record GoBuildInfo(String goVersion, Module main, List<Module> dependencies, TreeMap<String, String> settings) {
    private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ALIGNMENT = 16;
    private static final int HEADER_BYTES = 32;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final long MAX_SEARCH_BYTES = 256L << 20;
    private static final int MAX_TEXT_BYTES = 16 << 20;
    private static final int SENTINEL_BYTES = 16;

    /** @param version empty where none is stated */
    record Module(String path, String version) {
        static final Module NONE = new Module("", "");
    }

    /** Reads a program; empty where it is none, or none of Go. Throws where its headers point outside the file. */
    static Optional<GoBuildInfo> read(SeekableByteChannel channel) throws IOException {
        Optional<ExecutableImage> image = ExecutableImage.open(channel);
        if (image.isEmpty()) {
            return Optional.empty();
        }
        long budget = MAX_SEARCH_BYTES;
        for (ExecutableImage.Part part : image.get().parts()) {
            long length = Math.min(part.sizeBytes(), image.get().available() - part.offset());
            if (part.likely() && length > 0 && part.offset() >= 0) {
                long at = search(image.get(), part.offset(), Math.min(length, budget));
                if (at >= 0) {
                    return at(image.get(), at);
                }
                budget -= length;
            }
            if (budget <= 0) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static long search(ExecutableImage image, long start, long length) throws IOException {
        for (long done = 0; done < length; done += CHUNK_BYTES) {
            int chunk = (int) Math.min(CHUNK_BYTES, length - done);
            byte[] bytes = image.bytes(start + done, chunk).array();
            for (int at = 0; at + HEADER_BYTES <= chunk; at += ALIGNMENT) {
                if (bytes[at] == MAGIC[0] && startsWithMagic(bytes, at)) {
                    return start + done + at;
                }
            }
        }
        return -1;
    }

    private static boolean startsWithMagic(byte[] bytes, int at) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes[at + i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<GoBuildInfo> at(ExecutableImage image, long at) throws IOException {
        ByteBuffer header = image.bytes(at, HEADER_BYTES);
        int flags = header.get(15);
        if ((flags & 2) != 0) {
            int room = (int) Math.min(MAX_TEXT_BYTES, image.available() - at - HEADER_BYTES);
            int needed = Math.min(room, CHUNK_BYTES);
            ByteBuffer text = image.bytes(at + HEADER_BYTES, needed);
            String version = inline(text);
            return parse(version, inline(text));
        }
        int pointer = header.get(14);
        ByteOrder order = (flags & 1) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        if (pointer != 4 && pointer != 8) {
            return Optional.empty();
        }
        String version = pointed(image, pointer(header, 16, pointer, order), pointer, order);
        String modules = pointed(image, pointer(header, 16 + pointer, pointer, order), pointer, order);
        return parse(version, modules);
    }

    /** A length in groups of seven bits, then the bytes; empty where it does not fit. */
    private static String inline(ByteBuffer from) {
        long length = 0;
        for (int shift = 0; from.hasRemaining() && shift < 35; shift += 7) {
            int b = from.get();
            length |= (long) (b & 0x7f) << shift;
            if ((b & 0x80) == 0) {
                if (length > from.remaining()) {
                    return "";
                }
                byte[] text = new byte[(int) length];
                from.get(text);
                return new String(text, StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static long pointer(ByteBuffer from, int at, int bytes, ByteOrder order) {
        ByteBuffer ordered = from.duplicate().order(order);
        return bytes == 8 ? ordered.getLong(at) : ordered.getInt(at) & 0xffffffffL;
    }

    /** A Go string header in memory: pointer and length. */
    private static String pointed(ExecutableImage image, long address, int bytes, ByteOrder order) throws IOException {
        Optional<ByteBuffer> header = image.memory(address, bytes * 2);
        if (header.isEmpty()) {
            return "";
        }
        long data = pointer(header.get(), 0, bytes, order);
        long length = pointer(header.get(), bytes, bytes, order);
        if (length <= 0 || length > MAX_TEXT_BYTES) {
            return "";
        }
        Optional<ByteBuffer> text = image.memory(data, (int) length);
        return text.isEmpty() ? "" : new String(text.get().array(), StandardCharsets.UTF_8);
    }

    private static Optional<GoBuildInfo> parse(String version, String framed) {
        if (version.isEmpty()) {
            return Optional.empty();
        }
        // the module text stands between two 16-byte marks, which need not be UTF-8
        int newline = framed.lastIndexOf('\n');
        int start = framed.indexOf("path\t");
        int mod = framed.indexOf("mod\t");
        start = start >= 0 && start <= 2 * SENTINEL_BYTES ? start : mod;
        String text = newline > 0 && start >= 0 && start < newline ? framed.substring(start, newline) : "";
        return Optional.of(parseModules(version, text));
    }

    private static GoBuildInfo parseModules(String version, String text) {
        Module main = Module.NONE;
        List<Module> dependencies = new ArrayList<>();
        Map<String, String> settings = new TreeMap<>();
        boolean afterMain = false;
        for (String line : text.split("\n", -1)) {
            String[] words = line.split("\t", -1);
            Module module = new Module(words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : "");
            switch (words[0]) {
                case "mod" -> {
                    main = module;
                    afterMain = true;
                }
                case "dep" -> {
                    dependencies.add(module);
                    afterMain = false;
                }
                case "=>" -> main = replaced(module, afterMain, main, dependencies);
                case "build" -> setting(line.substring(6), settings);
                default -> {
                    // path and what later versions add
                }
            }
        }
        return new GoBuildInfo(version, main, List.copyOf(dependencies), new TreeMap<>(settings));
    }

    /** A replacement by a folder keeps the name and has no version. */
    private static Module replaced(Module by, boolean afterMain, Module main, List<Module> dependencies) {
        boolean folder = by.path.startsWith(".") || by.path.startsWith("/") || by.path.contains("\\");
        if (afterMain) {
            return folder ? main : by;
        }
        if (!dependencies.isEmpty()) {
            Module before = dependencies.removeLast();
            dependencies.add(folder ? new Module(before.path, "") : by);
        }
        return main;
    }

    private static void setting(String text, Map<String, String> settings) {
        int equals = text.indexOf('=');
        if (equals > 0) {
            settings.put(text.substring(0, equals).replace("\"", ""), text.substring(equals + 1));
        }
    }
}
