package dev.seawall.engine.check.dockerfile;

/**
 * A here-document of a RUN, COPY or ADD instruction.
 *
 * @param name the word that ends it, which names the file for COPY and ADD
 * @param expanded false where the word was quoted, so that variables stay
 * @param body its lines, leading tabs removed for {@code <<-}
 * @param at offset of the body in the file, in characters
 * @param line first line of the body, from 1
 */
public record Heredoc(String name, boolean expanded, String body, int at, int line) {}
