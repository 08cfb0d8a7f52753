package dev.seawall.engine.check.helm;

import com.marcnuri.helm.Helm;
import dev.seawall.engine.nativelib.MemoryLimit;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Main class of the child process that renders charts. Over standard input it is told UTF chart folder and UTF release
 * name, over standard output it answers boolean success, int length, bytes of the manifests or of what is wrong. Ends
 * where standard input ends. It installs nothing and asks no cluster, registry or name server.
 */
public final class HelmChild {
    private HelmChild() {}

    /** @param arguments the memory it may take beyond what it has at the start, in bytes */
    public static void main(String[] arguments) throws Throwable {
        MemoryLimit.growth(Long.parseLong(arguments[0]));
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        try {
            while (true) {
                answer(in.readUTF(), in.readUTF(), out);
            }
        } catch (EOFException end) {
            out.flush();
        }
    }

    private static void answer(String chart, String release, DataOutputStream out) throws IOException {
        boolean rendered = true;
        String text;
        try {
            text = rendered(chart, release);
        } catch (IllegalStateException e) {
            rendered = false;
            text = String.valueOf(e.getMessage());
        } catch (LinkageError e) {
            rendered = false;
            text = "the renderer of Helm charts is not part of this installation (" + e.getMessage() + ")";
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBoolean(rendered);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /** Helm answers nothing at all where every template is empty. */
    private static String rendered(String chart, String release) {
        String text = new Helm(Path.of(chart))
                .template()
                .withName(release)
                .withNamespace("default")
                .call();
        return Objects.requireNonNullElse(text, "");
    }
}
