package dev.seawall.engine.rule;

import java.util.List;

/**
 * A rule that can judge events.
 *
 * @param source where its events come from: syscall, k8s_audit, docker, auth
 * @param condition as the files have it, appended parts included
 * @param filter the condition compiled, lists, macros and exceptions resolved
 * @param output what it writes about an event
 * @param outputText the template of the output
 * @param tags sorted
 * @param enabled false where the files switch it off
 * @param samples events that show what it is about
 * @param file the file that defined it, and the line there
 */
public record Rule(
        String name,
        String description,
        String source,
        String condition,
        Filter filter,
        OutputTemplate output,
        String outputText,
        Priority priority,
        List<String> tags,
        boolean enabled,
        List<Sample> samples,
        String file,
        int line) {
    public Rule {
        tags = List.copyOf(tags);
        samples = List.copyOf(samples);
    }
}
