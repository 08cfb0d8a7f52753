package dev.seawall.engine.check.shell;

/**
 * A redirection of a command.
 *
 * @param operator with its file number where one is written: {@code >}, {@code 2>&}, {@code <<}
 * @param target the file, or the body of a here-document
 */
public record Redirect(String operator, String target) {
    /** True for {@code <<} and {@code <<-}. */
    public boolean isHeredoc() {
        return operator.endsWith("<<") || operator.endsWith("<<-");
    }
}
