package dev.seawall.engine.check.command;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.DocumentReader;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.compose.ServiceDraft;
import dev.seawall.engine.check.compose.ServiceWorkload;
import dev.seawall.engine.check.shell.Command;
import dev.seawall.engine.check.shell.Script;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Shell scripts that start containers: one document per {@code docker run} line, in the words of a Compose service. */
public final class RunReader implements DocumentReader {
    private static final Pattern RUN = Pattern.compile("\\b(docker|podman|nerdctl)\\b[^\\n]{0,200}?\\b(run|create)\\b");
    private static final Pattern SHELL = Pattern.compile("#!\\s*\\S*?/?(env\\s+)?(\\S*/)?(ba|da|a|k|z)?sh\\b");
    private static final Set<String> ENGINES = Set.of("docker", "podman", "nerdctl");
    private static final Set<String> WRAPPERS = Set.of("sudo", "exec", "command", "nohup", "time", "env");
    private static final Set<String> VALUED =
            Set.of("-H", "--host", "--context", "-c", "--config", "-l", "--log-level", "--namespace", "-n", "--root");
    private static final ServiceWorkload.Origin ORIGIN = new ServiceWorkload.Origin("docker-run", "docker-run");

    @Override
    public String id() {
        return "docker-run";
    }

    @Override
    public boolean accepts(InputFile file) {
        if (file.isFolder()) {
            return false;
        }
        String name = file.name().toLowerCase(Locale.ROOT);
        boolean script = name.endsWith(".sh")
                || name.endsWith(".bash")
                || (name.indexOf('.') < 0 && SHELL.matcher(file.head()).lookingAt());
        return script && RUN.matcher(file.head()).find();
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        String text = new String(file.content(), StandardCharsets.UTF_8);
        List<Document> documents = new ArrayList<>();
        int line = 1;
        int seen = 0;
        for (Command command : Script.parse(text).commands()) {
            int at = Math.clamp(command.at(), 0, text.length());
            line = at < seen ? 1 + lines(text, 0, at) : line + lines(text, seen, at);
            seen = at;
            int last = line + lines(text, at, Math.clamp(command.end(), at, text.length()));
            container(command, Mark.lines(line, last), file.shown(), documents);
        }
        return Documents.of(documents);
    }

    private static int lines(String text, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += text.charAt(i) == '\n' ? 1 : 0;
        }
        return count;
    }

    private static void container(Command command, Mark mark, String path, List<Document> documents) {
        List<String> words = command.words().stream().map(word -> word.text()).toList();
        int start = start(words);
        if (start < 0) {
            return;
        }
        ServiceDraft draft = new ServiceDraft();
        List<String> rest = words.subList(start, words.size());
        int image = new RunOptions(draft, mark).read(rest);
        if (image >= rest.size()) {
            return;
        }
        draft.set("image", rest.get(image), mark);
        rest.subList(image + 1, rest.size()).forEach(word -> draft.add("command", word, mark));
        SourceMap service = draft.build();
        String name = service.text("container_name").isEmpty() ? rest.get(image) : service.text("container_name");
        documents.add(
                Document.of(path, ORIGIN.kind(), service, mark, ServiceWorkload.of(ORIGIN, name, service, "", mark)));
    }

    /** The index after {@code run} or {@code create}, -1 where the command is another. */
    private static int start(List<String> words) {
        int at = 0;
        while (at < words.size()
                && (WRAPPERS.contains(words.get(at)) || words.get(at).startsWith("-"))) {
            at++;
        }
        if (at >= words.size() || !ENGINES.contains(words.get(at).replaceFirst(".*/", ""))) {
            return -1;
        }
        at++;
        while (at < words.size() && words.get(at).startsWith("-")) {
            at += VALUED.contains(words.get(at)) ? 2 : 1;
        }
        at += at < words.size() && words.get(at).equals("container") ? 1 : 0;
        boolean starts = at < words.size()
                && (words.get(at).equals("run") || words.get(at).equals("create"));
        return starts ? at + 1 : -1;
    }
}
