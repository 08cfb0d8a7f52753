package dev.seawall.engine.scan;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Calls plug-ins so that whatever they throw becomes the status of the file they were looking at. */
final class PluginGuard {
    private PluginGuard() {}

    /** A call into a plug-in. */
    interface Call<T> {
        T run() throws IOException;
    }

    /** The answer of the call, or empty after its failure was reported. */
    static <T> Optional<T> call(String plugin, FileEntry file, Consumer<FileStatus> report, Call<T> call) {
        try {
            return Optional.of(call.run());
        } catch (MalformedFileException e) {
            report.accept(new FileStatus(file.path(), FileStatus.State.MALFORMED, plugin + ": " + reason(e)));
        } catch (IOException e) {
            report.accept(new FileStatus(file.path(), FileStatus.State.UNREADABLE, plugin + ": " + reason(e)));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            String what = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
            report.accept(new FileStatus(file.path(), FileStatus.State.MALFORMED, plugin + " failed: " + what));
        }
        return Optional.empty();
    }

    /** Whether a plug-in wants a file; one that fails to say so wants it not, and the file gets a status. */
    static boolean wants(String plugin, FileEntry file, Consumer<FileStatus> report, Predicate<FileEntry> wants) {
        try {
            return wants.test(file);
        } catch (RuntimeException | StackOverflowError e) {
            report.accept(new FileStatus(file.path(), FileStatus.State.MALFORMED, plugin + " failed: " + e));
            return false;
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
