package dev.seawall.engine.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes versions as checks use them: the minor number of 1.x. */
public final class KubernetesVersion {
    /** The newest minor version that the checks know. */
    public static final int NEWEST = 37;

    private static final Pattern FORM = Pattern.compile("v?1\\.(\\d{1,3})(?:\\..*)?");

    private KubernetesVersion() {}

    /**
     * The minor number of {@code 1.35}, {@code v1.35}, {@code 1.35.2} or {@code latest}.
     *
     * @throws IllegalArgumentException where the text is no such version
     */
    public static int minor(String text) {
        if (text.equals("latest")) {
            return NEWEST;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no Kubernetes version such as \"1.35\" (in quotes)");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
