package dev.seawall.engine.format;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML without document types, entities or anything fetched. */
public final class Xml {
    private static final Pattern DECLARED = Pattern.compile("<\\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)[\"']");
    private static final int DECLARATION_BYTES = 256;

    private Xml() {}

    /**
     * A streaming reader over a whole document. Bytes that are no characters of its encoding read as U+FFFD.
     *
     * @throws IOException where it does not even start as XML
     */
    public static XMLStreamReader reader(byte[] content) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return factory.createXMLStreamReader(new StringReader(text(content)));
        } catch (XMLStreamException e) {
            throw new IOException("malformed XML: " + e.getMessage(), e);
        }
    }

    /** Decoded here rather than by the parser, which prints to the standard error when bytes are malformed. */
    private static String text(byte[] content) throws IOException {
        String text = new String(content, encoding(content));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Charset encoding(byte[] content) throws IOException {
        int first = content.length < 2 ? 0x3c3c : ((content[0] & 0xff) << 8) | (content[1] & 0xff);
        return switch (first) {
            case 0xfeff, 0x003c -> StandardCharsets.UTF_16BE;
            case 0xfffe, 0x3c00 -> StandardCharsets.UTF_16LE;
            default -> declared(content);
        };
    }

    private static Charset declared(byte[] content) throws IOException {
        int length = Math.min(content.length, DECLARATION_BYTES);
        Matcher declared = DECLARED.matcher(new String(content, 0, length, StandardCharsets.ISO_8859_1));
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            Charset charset = Charset.forName(declared.group(1));
            return charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IOException("malformed XML: nobody knows its encoding", e);
        }
    }
}
