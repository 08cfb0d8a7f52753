package dev.seawall.server.registry.access;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a client asks a token for, as {@code repository:team/app:pull,push}.
 *
 * @param actions in the client's order, each once
 */
public record Scope(String type, String name, List<String> actions) {
    /** The type of scopes about repositories. */
    public static final String REPOSITORY = "repository";

    private static final int MOST = 32;
    private static final int LONGEST = 512;
    private static final Pattern TYPE = Pattern.compile("([a-z]{1,30})(?:\\([a-z]{0,30}\\))?");
    private static final Pattern ACTION = Pattern.compile("[a-z]{1,20}|\\*");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]++(?:(?:\\.|__|_|-++|/)[a-z0-9]++)*+");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}:[0-9]{1,5}/");

    /** Copies the actions. */
    public Scope {
        actions = List.copyOf(actions);
    }

    /**
     * Reads scopes separated by spaces.
     *
     * @throws RefusedException where one is malformed, or there are too many
     */
    public static List<Scope> parseAll(List<String> texts) throws RefusedException {
        List<Scope> out = new ArrayList<>();
        for (String text : texts) {
            for (String one : text.split(" ", -1)) {
                if (!one.isEmpty()) {
                    out.add(parse(one));
                }
            }
            require(out.size() <= MOST, "more than " + MOST + " scopes are asked for at once");
        }
        return List.copyOf(out);
    }

    /** The name lies between the first and the last colon, for it may hold one itself. */
    private static Scope parse(String text) throws RefusedException {
        int first = text.indexOf(':');
        int last = text.lastIndexOf(':');
        require(text.length() <= LONGEST && first > 0 && last > first, "a scope is not TYPE:NAME:ACTIONS");
        var type = TYPE.matcher(text.substring(0, first));
        require(type.matches(), "a scope has no valid type");
        List<String> actions = new ArrayList<>();
        for (String action : text.substring(last + 1).split(",", -1)) {
            require(action.isEmpty() || ACTION.matcher(action).matches(), "a scope has an invalid action");
            if (!action.isEmpty() && !actions.contains(action)) {
                actions.add(action);
            }
        }
        return new Scope(type.group(1), name(type.group(1), text.substring(first + 1, last)), actions);
    }

    private static String name(String type, String text) throws RefusedException {
        if (!type.equals(REPOSITORY)) {
            return text;
        }
        String plain = HOST.matcher(text).lookingAt() ? text.substring(text.indexOf('/') + 1) : text;
        require(isRepository(plain), "a scope names no repository");
        return plain;
    }

    /** Whether a text is the name of a repository by the distribution specification. */
    public static boolean isRepository(String text) {
        return text.length() <= 255 && NAME.matcher(text).matches();
    }

    private static void require(boolean holds, String because) throws RefusedException {
        if (!holds) {
            throw new RefusedException(RefusedException.Kind.FORM, because);
        }
    }

    @Override
    public String toString() {
        return type + ":" + name + ":" + String.join(",", actions);
    }
}
