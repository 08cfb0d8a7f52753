package dev.seawall.server.vault.request;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that ends with an error body: its HTTP status, the texts under "errors", and data in the rare case of both. */
public final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> errors;
    private final transient @Nullable Map<String, ?> data;

    private VaultException(int status, List<String> errors, @Nullable Map<String, ?> data) {
        super(errors.isEmpty() ? "nothing there" : errors.getFirst(), null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.data = data;
    }

    /** This status with this very text. */
    public static VaultException of(int status, String text) {
        return new VaultException(status, List.of(text), null);
    }

    /** 400 with this very text: what the engine refuses. */
    public static VaultException refused(String text) {
        return of(400, text);
    }

    /** Refuses with this text where the condition holds. */
    public static void refuseIf(boolean wrong, String text) {
        if (wrong) {
            throw refused(text);
        }
    }

    /** A status with the text in the form of a list of one, as the core reports its own errors. */
    public static VaultException listed(int status, String text) {
        return of(status, list(text));
    }

    /** 400 in the list form. */
    public static VaultException invalid(String text) {
        return listed(400, text);
    }

    /** 500 in the list form. */
    public static VaultException broken(String text) {
        return listed(500, text);
    }

    /** 403: a policy does not allow it. */
    public static VaultException denied() {
        return listed(403, "permission denied");
    }

    /** 405: the path exists and cannot do that. */
    public static VaultException unsupportedOperation() {
        return listed(405, "unsupported operation");
    }

    /** 404: the mount knows no such path. */
    public static VaultException unsupportedPath() {
        return listed(404, "unsupported path");
    }

    /** A status with no text. */
    public static VaultException none(int status) {
        return new VaultException(status, List.of(), null);
    }

    /** 404 without a text: no value there. */
    public static VaultException nothing() {
        return new VaultException(404, List.of(), null);
    }

    /** A status without any body. */
    public static VaultException bare(int status) {
        return new VaultException(status, List.of(), Map.of());
    }

    /** Whether there is no body at all. */
    public boolean isBare() {
        return errors.isEmpty() && data != null && data.isEmpty();
    }

    /** 404 that still says what is known, for example that a version is deleted. */
    public static VaultException nothingBut(Map<String, ?> data) {
        return new VaultException(404, List.of(), data);
    }

    private static String list(String text) {
        return "1 error occurred:\n\t* " + text + "\n\n";
    }

    /** The same failure without the form of a list, as paths without a token report it. */
    public VaultException plain() {
        String head = list("").substring(0, list("").length() - 2);
        List<String> texts = errors.stream()
                .map(text -> text.startsWith(head) && text.endsWith("\n\n")
                        ? text.substring(head.length(), text.length() - 2)
                        : text)
                .toList();
        return new VaultException(status, texts, data);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The texts under "errors", possibly none. */
    public List<String> errors() {
        return errors;
    }

    /** What stands under "data" beside no error, or null. */
    public @Nullable Map<String, ?> data() {
        return data;
    }
}
