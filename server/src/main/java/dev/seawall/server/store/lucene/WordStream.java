package dev.seawall.server.store.lucene;

import dev.seawall.server.logs.query.Words;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The words of a text as Lucene takes them; the same words that the blocks are searched by. */
final class WordStream extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private String text = "";
    private Words words = new Words("");

    WordStream of(String message) {
        text = message;
        words = new Words(message);
        return this;
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (!words.advance()) {
            return false;
        }
        int start = words.start();
        int length = words.end() - start;
        char[] buffer = term.resizeBuffer(length);
        for (int i = 0; i < length; i++) {
            buffer[i] = Words.lower(text.charAt(start + i));
        }
        term.setLength(length);
        return true;
    }
}
