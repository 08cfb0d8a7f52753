package dev.seawall.engine.detect.secret;

import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Severity;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * All built-in rules in one small resource, packed when the program is built, because reading some three hundred YAML
 * files would cost more than most scans. Writer and reader stand side by side: whoever changes one changes both.
 */
final class RulePack {
    static final String RESOURCE = "/detect/secret-rules.bin";
    private static final int MOST = 100_000;

    private RulePack() {}

    /**
     * Packs a folder of entries; run by the build.
     *
     * @param args the folder with the YAML entries, and the file to write
     */
    public static void main(String[] args) throws IOException {
        write(readFolder(Path.of(args[0])), Path.of(args[1]));
    }

    /** The rules of a folder, in order of their file names. */
    static List<SecretRule> readFolder(Path folder) throws IOException {
        List<SecretRule> rules = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                rules.add(RuleText.read(Located.yaml(Files.readAllBytes(file))));
            }
        }
        return rules;
    }

    /** The rules that the build packed. */
    static List<SecretRule> builtin() {
        try (InputStream stream = RulePack.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is not packed; build with ./dev build");
            }
            DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
            List<SecretRule> rules = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                rules.add(rule(in));
            }
            return Collections.unmodifiableList(rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(List<SecretRule> rules, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(rules.size());
            for (SecretRule rule : rules) {
                rule(out, rule);
            }
        }
    }

    private static void rule(DataOutputStream out, SecretRule rule) throws IOException {
        for (String text : List.of(
                rule.id(),
                rule.finding(),
                rule.title(),
                rule.severity().name(),
                rule.trivy(),
                rule.form().name())) {
            out.writeUTF(text);
        }
        texts(out, rule.keywords());
        out.writeUTF(rule.regex());
        out.writeBoolean(rule.exact());
        out.writeDouble(rule.entropy());
        out.writeUTF(rule.begin());
        out.writeUTF(rule.end());
        out.writeInt(rule.offset());
        out.writeInt(rule.before());
        out.writeInt(rule.after());
        out.writeUTF(rule.needs());
        texts(out, rule.spelled());
        texts(out, rule.gapWords());
        texts(out, rule.notNamed());
        texts(out, rule.flags().stream().map(Enum::name).toList());
        out.writeUTF(rule.check());
        texts(out, rule.groups());
        texts(out, rule.paths());
        allows(out, rule.allow());
        texts(out, rule.practices());
        texts(out, rule.controls());
        out.writeUTF(rule.advice());
    }

    private static SecretRule rule(DataInputStream in) throws IOException {
        return new SecretRule(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                Severity.valueOf(in.readUTF()),
                in.readUTF(),
                SecretRule.Form.valueOf(in.readUTF()),
                texts(in),
                in.readUTF(),
                in.readBoolean(),
                in.readDouble(),
                in.readUTF(),
                in.readUTF(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readUTF(),
                texts(in),
                texts(in),
                texts(in),
                texts(in).stream().map(SecretRule.Flag::valueOf).toList(),
                in.readUTF(),
                texts(in),
                texts(in),
                allows(in),
                List.of(),
                List.of(),
                texts(in),
                texts(in),
                in.readUTF());
    }

    private static void allows(DataOutputStream out, List<SecretRule.Allow> allows) throws IOException {
        out.writeInt(allows.size());
        for (SecretRule.Allow allow : allows) {
            out.writeBoolean(allow.all());
            out.writeUTF(allow.target());
            texts(out, allow.regexes());
            texts(out, allow.paths());
            texts(out, allow.stopwords());
        }
    }

    private static List<SecretRule.Allow> allows(DataInputStream in) throws IOException {
        List<SecretRule.Allow> allows = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            allows.add(new SecretRule.Allow(in.readBoolean(), in.readUTF(), texts(in), texts(in), texts(in)));
        }
        return List.copyOf(allows);
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        int count = count(in);
        if (count == 0) {
            return List.of();
        }
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = in.readUTF();
        }
        return List.of(texts);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("damaged rules");
        }
        return count;
    }
}
