package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.DocumentReader;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads Dockerfiles and Containerfiles: {@code Dockerfile}, {@code Dockerfile.dev}, {@code dev.Dockerfile}, {@code Containerfile}. */
public final class DockerfileReader implements DocumentReader {
    /** The document kind that checks target. */
    public static final String KIND = "dockerfile";

    private static final Pattern NAME =
            Pattern.compile("(?:dockerfile|containerfile)(?:[.-].+)?|.+[.-](?:dockerfile|containerfile)");
    private static final Pattern NOT =
            Pattern.compile(".*\\.(?:dockerignore|md|txt|ya?ml|json|java|go|py|rb|rs|hs|js|ts|sh|orig|j2|erb)");
    private static final Pattern FIRST = Pattern.compile(
            "(?:[ \\t]*(?:#[^\\n]*)?\\r?\\n)*+[ \\t]*(?:FROM[ \\t]+\\S+|ARG[ \\t]+\\w+(?:=\\S*)?[ \\t]*\\r?\\n(?s:.{0,4000}?)\\nFROM[ \\t]).*",
            Pattern.DOTALL);

    private final Supplier<LocalDate> today;

    /** @param today the day that ends of support are compared with */
    public DockerfileReader(Supplier<LocalDate> today) {
        this.today = today;
    }

    @Override
    public String id() {
        return KIND;
    }

    @Override
    public boolean accepts(InputFile file) {
        if (file.isFolder()) {
            return false;
        }
        String name = file.name().toLowerCase(Locale.ROOT);
        boolean named = NAME.matcher(name).matches() && !NOT.matcher(name).matches();
        return named || (file.isGiven() && FIRST.matcher(file.head()).matches());
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        Dockerfile parsed = Dockerfile.parse(file.content());
        List<FileStatus> problems = new ArrayList<>(parsed.problems().stream()
                .map(problem -> new FileStatus(
                        file.shown(), FileStatus.State.MALFORMED, "line " + problem.line() + ": " + problem.reason()))
                .toList());
        if (parsed.instructions().isEmpty()) {
            return Documents.of(List.of(), problems.isEmpty() ? List.of(empty(file)) : problems);
        }
        return Documents.of(List.of(document(file, parsed, problems)), problems);
    }

    private static HadolintConfig hadolint(InputFile file, List<FileStatus> problems) {
        try {
            return HadolintConfig.near(file.path());
        } catch (IOException e) {
            problems.add(new FileStatus(".hadolint.yaml", FileStatus.State.MALFORMED, String.valueOf(e.getMessage())));
            return HadolintConfig.NONE;
        }
    }

    private static FileStatus empty(InputFile file) {
        return new FileStatus(file.shown(), FileStatus.State.MALFORMED, "line 1: there is no instruction");
    }

    private Document document(InputFile file, Dockerfile parsed, List<FileStatus> problems) {
        BuildPlan plan = BuildPlan.of(parsed);
        HadolintConfig hadolint = hadolint(file, problems);
        SourceMap root = new DockerfileTree(parsed, plan, today.get(), hadolint).build();
        if (plan.stages().isEmpty()) {
            return Document.of(file.shown(), KIND, root, Mark.line(1)).withIgnores(Pragmas.wishes(parsed, hadolint));
        }
        Stage last = plan.stages().getLast();
        return new Document(
                file.shown(),
                List.of(KIND),
                root,
                Mark.line(1),
                DockerfileWorkload.of(last.base.name(), last),
                new Tree(Mark.line(1)).put("config", root.map("final")).build(),
                Pragmas.wishes(parsed, hadolint));
    }
}
