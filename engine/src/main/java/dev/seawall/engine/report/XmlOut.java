package dev.seawall.engine.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Streaming XML, indented, whose text can hold nothing that is not XML. */
final class XmlOut {
    private final Writer writer;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;
    private boolean hadText;

    XmlOut(OutputStream out) throws IOException {
        writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /** Opens an element with pairs of attribute names and values. */
    XmlOut open(String name, String... attributes) throws IOException {
        endTag();
        if (!open.isEmpty()) {
            line();
        }
        writer.write("<" + name);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            writer.write(" " + attributes[i] + "=\"" + escape(attributes[i + 1]).replace("\n", "&#10;") + "\"");
        }
        open.push(name);
        inTag = true;
        hadText = false;
        return this;
    }

    XmlOut text(String text) throws IOException {
        endTag();
        writer.write(escape(text));
        hadText = true;
        return this;
    }

    XmlOut close() throws IOException {
        String name = open.pop();
        if (inTag) {
            writer.write("/>");
        } else {
            if (!hadText) {
                line();
            }
            writer.write("</" + name + ">");
        }
        inTag = false;
        hadText = false;
        return this;
    }

    /** An element that holds text only; nothing where the text is empty. */
    XmlOut leaf(String name, String text, String... attributes) throws IOException {
        return text.isEmpty() ? this : open(name, attributes).text(text).close();
    }

    void finish() throws IOException {
        writer.write("\n");
        writer.flush();
    }

    private void endTag() throws IOException {
        if (inTag) {
            writer.write(">");
            inTag = false;
        }
    }

    private void line() throws IOException {
        writer.write("\n" + "  ".repeat(open.size()));
    }

    private static String escape(String text) {
        String safe = SafeText.xml(text);
        if (safe.chars().noneMatch(c -> c == '&' || c == '<' || c == '>' || c == '"')) {
            return safe;
        }
        return safe.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
