package dev.seawall.engine.trust.crypto;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file (RFC 7468).
 *
 * @param type such as {@code PUBLIC KEY}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Pem(String type, byte[] content) {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,60})-----");

    /** Every block of a text; none where there is no PEM in it. */
    public static List<Pem> blocks(byte[] content) throws TrustException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<Pem> out = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        for (int at = 0; begin.find(at); ) {
            String end = "-----END " + begin.group(1) + "-----";
            int stop = text.indexOf(end, begin.end());
            TrustException.require(stop >= 0, "PEM", "the block " + begin.group(1) + " does not end");
            out.add(new Pem(begin.group(1), decoded(text.substring(begin.end(), stop))));
            at = stop + end.length();
        }
        return out;
    }

    private static byte[] decoded(String body) throws TrustException {
        try {
            return Base64.getDecoder().decode(body.replaceAll("\\s+", ""));
        } catch (IllegalArgumentException e) {
            throw new TrustException("PEM", "a block is no Base64", e);
        }
    }

    /** The block as text, 64 characters a line. */
    public String text() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
