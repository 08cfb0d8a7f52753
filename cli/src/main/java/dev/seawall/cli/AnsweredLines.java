package dev.seawall.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Reads standard input line by line and prints one answer per line, in UTF-8 on both sides. */
final class AnsweredLines {
    private AnsweredLines() {}

    static void run(UnaryOperator<String> answer) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        String line = in.readLine();
        while (line != null) {
            out.println(answer.apply(line));
            if (!in.ready()) {
                out.flush();
            }
            line = in.readLine();
        }
        out.flush();
    }
}
