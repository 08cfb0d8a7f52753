package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the rule files that a command line names. */
final class RuleFiles {
    private RuleFiles() {}

    static RuleBook read(List<Path> files) {
        List<RuleBook.Source> sources = new ArrayList<>();
        for (Path file : files) {
            try {
                sources.add(new RuleBook.Source(file.toString(), Files.readAllBytes(file)));
            } catch (IOException e) {
                throw new SeawallException(
                        "read the rules in " + file,
                        e instanceof java.nio.file.NoSuchFileException ? "there is no such file" : "it is unreadable",
                        "Give the path of a rule file",
                        e);
            }
        }
        return RuleBook.read(sources);
    }
}
