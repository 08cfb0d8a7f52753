package dev.seawall.server.judge;

import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A policy file, read again when it changes. A file that breaks while the server runs stops nothing but is not obeyed. */
public final class CurrentPolicy {
    private final @Nullable Path file;
    private final UnaryOperator<GatePolicy> adapted;
    private volatile Read read;

    private record Read(GatePolicy policy, @Nullable FileTime changed) {}

    private CurrentPolicy(@Nullable Path file, UnaryOperator<GatePolicy> adapted, Read read) {
        this.file = file;
        this.adapted = adapted;
        this.read = read;
    }

    /**
     * The policy of a file, or none.
     *
     * @param adapted what is made of it whenever it is read
     * @throws SeawallException where it is broken
     */
    public static CurrentPolicy of(@Nullable Path file, UnaryOperator<GatePolicy> adapted) {
        GatePolicy first = file == null ? GatePolicy.NONE : adapted.apply(GatePolicies.read(file));
        return new CurrentPolicy(file, adapted, new Read(first, changed(file)));
    }

    private static @Nullable FileTime changed(@Nullable Path file) {
        try {
            return file == null ? null : Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return null;
        }
    }

    /** The policy as it is now; the last good one where the file is broken. */
    public GatePolicy policy() {
        Path from = file;
        FileTime changed = changed(from);
        Read last = read;
        if (from == null || changed == null || changed.equals(last.changed())) {
            return last.policy();
        }
        synchronized (this) {
            if (!changed.equals(read.changed())) {
                read = new Read(readAgain(from, last.policy()), changed);
            }
            return read.policy();
        }
    }

    private GatePolicy readAgain(Path file, GatePolicy last) {
        try {
            return adapted.apply(GatePolicies.read(file));
        } catch (SeawallException e) {
            System.getLogger(CurrentPolicy.class.getName())
                    .log(System.Logger.Level.WARNING, "The old policy stays in force. " + e.getMessage());
            return last;
        }
    }
}
