package dev.seawall.engine.check.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ScriptTest {
    private static List<String> commands(String text) {
        return Script.parse(text).commands().stream()
                .map(command -> String.join(
                        "|", command.words().stream().map(Word::text).toList()))
                .toList();
    }

    @Test
    void listsPipesAndSubshells() {
        assertEquals(
                List.of("apt-get|update", "apt-get|install|-y|curl", "rm|-rf|/var/lib/apt/lists/*"),
                commands("apt-get update && apt-get install -y curl; rm -rf /var/lib/apt/lists/*"));
        assertEquals(List.of("cd|/x", "make", "echo|done"), commands("(cd /x && make) || { echo done; }"));
        assertEquals(List.of("a", "b|c"), commands("a &\nb c # comment"));
        assertTrue(Script.parse("a | b").piped());
        assertFalse(Script.parse("a || b; echo 'x | y'").piped());
    }

    @Test
    void pipesKnowWhereTheyLead() {
        assertEquals(
                List.of("bash"),
                Script.parse("curl -s x | bash").commands().getFirst().into());
        assertEquals(
                List.of("tee", "sh"),
                Script.parse("wget -qO- x | tee f | sh -").commands().getFirst().into());
        assertEquals(
                List.of("sh"),
                Script.parse("{ echo a; curl x; } | sh").commands().get(1).into());
    }

    @Test
    void quotesAndEscapes() {
        assertEquals(List.of("echo|a b|c\"d|e f"), commands("echo 'a b' \"c\\\"d\" e\\ f"));
        assertEquals(List.of("pip|install|alabaster>=0.7"), commands("pip install 'alabaster>=0.7'"));
        assertEquals(List.of("zypper|in|tomcat>=9"), commands("zypper in tomcat\\>=9"));
        assertEquals(List.of("npm|i|@a/b@>=0.1.0"), commands("npm i @a/b@\">=0.1.0\""));
        assertEquals(List.of("echo|${X:-a b}|$Y"), commands("echo \"${X:-a b}\" $Y"));
    }

    @Test
    void substitutionsAreNestedCommands() {
        List<Command> commands =
                Script.parse("echo \"$(curl x | sh)\" `id -u` $((1+2))").commands();
        assertEquals(
                List.of("echo", "curl", "sh", "id"),
                commands.stream().map(Command::name).toList());
        assertEquals("$()", commands.getFirst().words().get(1).text());
        assertTrue(commands.get(1).nested());
        assertEquals(List.of("sh"), commands.get(1).into());
        assertEquals(List.of("bash|-c|$()"), commands("bash -c `# no command`"));
    }

    @Test
    void compoundCommands() {
        assertEquals(List.of("[|-f|x|]", "a", "b", "c"), commands("if [ -f x ]; then a; elif b; then c; fi"));
        assertEquals(List.of("apt-get|install|$p", "z"), commands("for p in a b c; do apt-get install $p; done; z"));
        assertEquals(List.of("read|x", "echo|$x", "z"), commands("while read x; do echo $x; done < file && z"));
        assertEquals(List.of("a|1", "b", "z"), commands("case \"$x\" in a|b) a 1 ;; *) b ;; esac; z"));
        assertEquals(List.of("echo|hi", "f"), commands("f() { echo hi; }; f"));
        assertEquals(List.of("echo|hi"), commands("function f { echo hi; }"));
        assertEquals(List.of("z"), commands("[[ a < b && c ]] && z"));
        assertEquals(List.of("x", "y"), commands("if ! x; then y; fi"));
    }

    @Test
    void assignmentsAndRedirections() {
        Command command = Script.parse("A=1 B='x y' pip install z > /dev/null 2>&1")
                .commands()
                .getFirst();
        assertEquals(List.of("A=1", "B=x y"), command.assignments());
        assertEquals("pip", command.name());
        assertEquals(List.of(new Redirect(">", "/dev/null"), new Redirect("2>&", "1")), command.redirects());
        assertTrue(Script.parse("a & b").commands().getFirst().background());
        assertFalse(Script.parse("a && b").commands().getFirst().background());
    }

    @Test
    void heredocs() {
        Script script = Script.parse("cat <<EOF > /x\nrm -rf / | sh\nEOF\necho done");
        assertEquals(
                List.of("cat", "echo"),
                script.commands().stream().map(Command::name).toList());
        assertEquals(
                "rm -rf / | sh\n",
                script.commands().getFirst().redirects().getFirst().target());
        assertEquals(
                List.of("cat", "z"),
                Script.parse("cat <<-'E'\n\tx\n\tE\nz").commands().stream()
                        .map(Command::name)
                        .toList());
    }

    @Test
    void brokenScriptsAreReadAsFarAsPossible() {
        assertFalse(Script.parse("echo 'never closed").problems().isEmpty());
        assertEquals(List.of("a", "b"), commands("a ) b"));
        assertEquals(List.of("b"), commands("&& b"));
        assertFalse(Script.parse("(".repeat(100_000)).problems().isEmpty());
        assertFalse(Script.parse("$(".repeat(100_000)).problems().isEmpty());
        assertFalse(Script.parse("if ".repeat(100_000)).problems().isEmpty());
        assertEquals(10_000, Script.parse("a;".repeat(10_000)).commands().size());
    }

    @Test
    void callsKnowActionsPackagesAndValues() {
        Call apt = Call.of(List.of("apt-get", "-yqq", "-t", "sid", "install", "--no-install-recommends", "a=1", "b"));
        assertEquals("install", apt.action());
        assertEquals(List.of("a=1", "b"), apt.rest());
        assertTrue(apt.flags().containsAll(List.of("y", "q", "no-install-recommends", "t")));
        assertEquals("sid", apt.options().get("t"));
        assertEquals(
                List.of("x"),
                Call.of(List.of("python3", "-m", "pip", "install", "--index-url", "u", "x"))
                        .rest());
        assertEquals("pip", Call.of(List.of("pip3.11", "install", "x")).family());
        Call dnf = Call.of(List.of("dnf", "module", "install", "-y", "t:9"));
        assertEquals("module install", dnf.action());
        assertEquals(List.of("t:9"), dnf.rest());
        assertEquals(
                List.of("b:2"),
                Call.of(List.of("gem", "install", "b:2", "--", "--with", "true"))
                        .rest());
        assertEquals(
                "123456",
                Call.of(List.of("useradd", "-u", "123456", "x")).options().get("u"));
    }
}
