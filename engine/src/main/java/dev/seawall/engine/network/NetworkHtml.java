package dev.seawall.engine.network;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Writes an analysis as one HTML file that needs nothing else: the data, the graph library and a script. The page's own
 * policy allows those two scripts by their hashes and no request at all; names become text, never HTML.
 */
final class NetworkHtml {
    private NetworkHtml() {}

    static void write(NetworkAnalysis analysis, OutputStream out) throws IOException {
        String library = resource("echarts/echarts.min.js").replace("</script", "<\\/script");
        String script = resource("network.js");
        String hashes = "'sha256-" + hash(library) + "' 'sha256-" + hash(script) + "'";
        out.write(utf8(resource("network.html").replace("{{SCRIPT_HASHES}}", hashes)));
        NetworkJson.write(analysis, new InsideScript(out));
        out.write(utf8(
                "</script>\n<script>" + library + "</script>\n<script>" + script + "</script>\n</body>\n</html>\n"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = NetworkHtml.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the resource " + name + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String script) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(utf8(script)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Escapes the one character that could end a script element. */
    private static final class InsideScript extends FilterOutputStream {
        InsideScript(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            if (value == '<') {
                out.write(utf8("\\u003c"));
            } else {
                out.write(value);
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
