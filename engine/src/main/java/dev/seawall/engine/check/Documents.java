package dev.seawall.engine.check;

import dev.seawall.engine.model.FileStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a reader made of one file or folder.
 *
 * @param documents in file order
 * @param problems what could not be read, with the place in the reason; the rest is checked all the same
 * @param consumed other files that were read along and must not be read again on their own
 */
public record Documents(List<Document> documents, List<FileStatus> problems, Set<Path> consumed) {
    public Documents {
        documents = List.copyOf(documents);
        problems = List.copyOf(problems);
        consumed = Set.copyOf(consumed);
    }

    /** Documents without problems. */
    public static Documents of(List<Document> documents) {
        return new Documents(documents, List.of(), Set.of());
    }

    /** Documents and problems. */
    public static Documents of(List<Document> documents, List<FileStatus> problems) {
        return new Documents(documents, problems, Set.of());
    }
}
