package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.ServerClient;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code seawall login URL}: keeps a token of a server for every command that takes {@code --server}. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = "Log in to a Seawall server; the token is kept for --server.")
final class LoginCommand implements Callable<Integer> {
    @Parameters(paramLabel = "URL", description = "https://HOST:PORT of the server")
    @SuppressWarnings("NullAway.Init")
    private String url;

    @Option(names = "--user", paramLabel = "NAME", description = "Name of the account (default: asked for)")
    private @Nullable String user;

    @Option(names = "--password-stdin", description = "Read the password from the first line of standard input")
    private boolean passwordFromInput;

    @Option(names = "--code", paramLabel = "CODE", description = "Code of the second factor, or a recovery code")
    private String code = "";

    @Option(names = "--token-stdin", description = "Keep the token on the first line of standard input")
    private boolean tokenFromInput;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Authority of the server in PEM, tls/ca.crt in its home; kept with the login")
    private @Nullable Path authority;

    @Option(names = "--days", paramLabel = "N", defaultValue = "30", description = "Life of the token (default: 30)")
    private int days = 30;

    @Override
    public Integer call() {
        String trusted = authority == null ? null : read(authority);
        String token = tokenFromInput ? line() : newToken(trusted);
        try (ServerClient client = open(token, trusted)) {
            String name =
                    client.ask("GET", "/api/v1/session", null).path("name").asString("");
            if (name.isEmpty()) {
                throw new SeawallException("log in to " + url, "the token is not known there", "Make a new one");
            }
            KnownServers.ofUser().keep(url, token, trusted);
            System.out.println("logged in to " + ServerClient.address(url) + " as " + name);
        }
        return 0;
    }

    private ServerClient open(@Nullable String token, @Nullable String trusted) {
        try {
            return ServerClient.open(url, token, trusted);
        } catch (IOException e) {
            throw new SeawallException("trust " + authority, "" + e.getMessage(), "Name a certificate in PEM", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SeawallException("read " + file, "it cannot be read", "Name a certificate in PEM", e);
        }
    }

    /** Logs in with a password and takes a token in place of the session. */
    private String newToken(@Nullable String trusted) {
        try (ServerClient client = open(null, trusted)) {
            ObjectNode login = Json.mapper().createObjectNode();
            login.put("name", user == null ? prompt("Name: ", false) : user);
            login.put("password", passwordFromInput ? line() : prompt("Password: ", true));
            if (!code.isEmpty()) {
                login.put("code", code);
            }
            ServerClient.Answer in = checked(client.call("POST", "/api/v1/login", bytes(login)));
            ObjectNode wanted = Json.mapper().createObjectNode();
            wanted.put("name", "seawall login").put("role", "owner").put("lifeSeconds", days * 86_400L);
            String csrf = in.body().path("csrf").asString("");
            String[] session = {"Cookie", in.cookie(), "X-Seawall-Csrf", csrf};
            String token = checked(client.call("POST", "/api/v1/tokens", bytes(wanted), session))
                    .body()
                    .path("secret")
                    .asString("");
            client.call("POST", "/api/v1/logout", null, session);
            return token;
        } catch (IOException e) {
            throw new SeawallException(
                    "log in to " + url,
                    "" + e.getMessage(),
                    "Check the address, and name the server's authority with --ca",
                    e);
        }
    }

    private ServerClient.Answer checked(ServerClient.Answer answer) {
        if (!answer.isGood()) {
            boolean needsCode = answer.body().path("title").asString("").equals("Code needed");
            throw new SeawallException(
                    "log in to " + url,
                    answer.detail().replaceFirst("\\.$", ""),
                    needsCode ? "Give it with --code" : "Correct that and try again");
        }
        return answer;
    }

    private static byte[] bytes(ObjectNode node) {
        return Json.mapper().writeValueAsBytes(node);
    }

    private static String line() {
        try {
            // one line only, so that nothing else is taken from a pipe
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line != null && !line.isEmpty()) {
                return line;
            }
        } catch (IOException e) {
            throw new SeawallException("read standard input", "" + e.getMessage(), "Pipe the secret into it", e);
        }
        throw new SeawallException("read standard input", "it is empty", "Pipe the secret into it");
    }

    private static String prompt(String text, boolean secret) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new SeawallException(
                    "ask for " + text.strip(),
                    "there is no terminal",
                    "Use --user with --password-stdin, or --token-stdin");
        }
        String answer = secret ? secretOf(console.readPassword("%s", text)) : console.readLine("%s", text);
        return answer == null ? "" : answer;
    }

    private static String secretOf(char @Nullable [] typed) {
        return typed == null ? "" : new String(typed);
    }
}
