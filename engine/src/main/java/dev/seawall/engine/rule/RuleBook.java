package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * What a sequence of rule files says: rules that can judge events, and what is to be said about the files. Later files
 * may extend, override and switch what earlier ones define.
 */
public final class RuleBook {
    private final List<Rule> rules;
    private final List<RuleMessage> messages;

    private RuleBook(List<Rule> rules, List<RuleMessage> messages) {
        this.rules = List.copyOf(rules);
        this.messages = List.copyOf(messages);
    }

    /**
     * One rule file.
     *
     * @param name how messages call it
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Source(String name, byte[] content) {}

    /**
     * Reads rule files in order: Falco's, and Sigma rules. Never fails: what is wrong is in {@link #messages}, and the
     * rules that are right are in {@link #rules}.
     */
    public static RuleBook read(List<Source> files) {
        List<RuleMessage> messages = new ArrayList<>();
        Definitions definitions = new Definitions();
        for (Source file : files) {
            new RuleFileReader(file.name(), definitions, messages::add).read(file.content());
        }
        List<Rule> rules = new RuleCompiler(definitions, messages::add).compile();
        return new RuleBook(rules, messages);
    }

    /** The rules that can judge events, switched-off ones included, in the order of their first definition. */
    public List<Rule> rules() {
        return rules;
    }

    /** Errors and warnings in the order in which they were found. */
    public List<RuleMessage> messages() {
        return messages;
    }

    /** True where something must be mended. */
    public boolean hasErrors() {
        return messages.stream().anyMatch(RuleMessage::error);
    }
}
