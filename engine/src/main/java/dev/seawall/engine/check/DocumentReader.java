package dev.seawall.engine.check;

import java.io.IOException;

/** Knows one kind of configuration file. Pure: the same bytes give the same documents. Listed in {@link DocumentReaders}. */
public interface DocumentReader {
    /** Its name in kebab case: {@code kubernetes}, {@code dockerfile}, {@code compose}, {@code helm}. */
    String id();

    /**
     * Whether this file or folder is of this kind, judged by name and {@link InputFile#head}. A folder that is accepted
     * (a Helm chart, a Kustomize overlay) is read as one and not walked.
     */
    boolean accepts(InputFile file);

    /**
     * Reads it. What is broken inside goes into {@link Documents#problems}, the rest is returned.
     *
     * @throws IOException where nothing of it can be read; the message says why and where
     */
    Documents read(InputFile file) throws IOException;
}
