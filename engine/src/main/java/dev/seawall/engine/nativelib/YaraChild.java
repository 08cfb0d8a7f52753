package dev.seawall.engine.nativelib;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Main class of the child process that runs YARA. Told what to scan over standard input, answers over standard output:
 *
 * <pre>
 * in:  int count, count times (UTF name, int length, bytes) of rule files; then for each file int length, bytes
 * out: UTF "" or what is wrong with the rules; then for each file int count (-1: failed, UTF why),
 *      count times (UTF rule, int metas, metas times (UTF key, UTF value))
 * </pre>
 *
 * Ends where standard input ends.
 */
public final class YaraChild {
    private static final int TIMEOUT_SECONDS = 20;
    private static final int MAX_TEXT = 10_000;
    private static final int PIECE = 1 << 16;

    private YaraChild() {}

    /** @param arguments the memory it may take beyond what it has at the start, in bytes */
    public static void main(String[] arguments) throws Throwable {
        MemoryLimit.growth(Long.parseLong(arguments[0]));
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, PIECE));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out, PIECE));
        Yara yara;
        try {
            yara = Yara.compile(sources(in));
            out.writeUTF("");
            out.flush();
        } catch (IOException e) {
            out.writeUTF(text(e.getMessage()));
            out.flush();
            return;
        }
        try {
            while (true) {
                scan(yara, in, out);
            }
        } catch (EOFException end) {
            out.flush();
        }
    }

    private static void scan(Yara yara, DataInputStream in, DataOutputStream out) throws IOException {
        byte[] content = new byte[in.readInt()];
        in.readFully(content);
        try {
            List<Yara.Found> found = yara.scan(content, content.length, TIMEOUT_SECONDS);
            out.writeInt(found.size());
            for (Yara.Found one : found) {
                write(one, out);
            }
        } catch (IOException e) {
            out.writeInt(-1);
            out.writeUTF(text(e.getMessage()));
        }
        out.flush();
    }

    private static void write(Yara.Found found, DataOutputStream out) throws IOException {
        out.writeUTF(text(found.rule()));
        out.writeInt(found.metas().size());
        for (Map.Entry<String, String> meta : found.metas().entrySet()) {
            out.writeUTF(text(meta.getKey()));
            out.writeUTF(text(meta.getValue()));
        }
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        String told = String.valueOf(text);
        return told.length() > MAX_TEXT ? told.substring(0, MAX_TEXT) : told;
    }

    private static Map<String, String> sources(DataInputStream in) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            byte[] content = new byte[in.readInt()];
            in.readFully(content);
            sources.put(name, new String(content, java.nio.charset.StandardCharsets.UTF_8));
        }
        return sources;
    }
}
