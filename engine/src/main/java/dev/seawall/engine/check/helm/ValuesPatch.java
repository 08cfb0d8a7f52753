package dev.seawall.engine.check.helm;

import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.patch.ConfigurationPatch;
import dev.seawall.engine.check.patch.Edit;
import dev.seawall.engine.check.patch.UnpatchableException;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.check.tree.TreePath;
import dev.seawall.engine.check.tree.YamlTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Repairs rendered objects by editing {@code values.yaml}. Which value decides is found by trying: a value is taken for
 * the one only where the chart, rendered with it changed, differs from before in nothing but what was to be repaired.
 */
public final class ValuesPatch {
    private static final int MOST_TRIALS = 60;

    private final ChartCopy copy;
    private final Chart chart;
    private byte[] values;
    private List<Rendered> now;
    private int trials;

    private record Rendered(String template, @Nullable Object root) {}

    /**
     * What is to be repaired in an object.
     *
     * @param template where it is from, by the path in the chart
     * @param root the object as it is rendered now
     * @param edits of the object
     */
    public record Wish(String template, Map<String, ?> root, List<Edit> edits) {}

    private ValuesPatch(ChartCopy copy, Chart chart, byte[] values) throws IOException {
        this.copy = copy;
        this.chart = chart;
        this.values = values;
        this.now = parsed(chart.prepare(copy));
    }

    /**
     * The values with which the chart renders as wished; unchanged where no value decides it alone.
     *
     * @param instead other contents of the chart's files, by their path in it
     */
    public static byte[] apply(InputFile file, Map<String, byte[]> instead, byte[] values, List<Wish> wishes)
            throws IOException {
        Chart chart = new Chart(file, instead);
        try (ChartCopy copy = ChartCopy.of(file.path(), instead)) {
            ValuesPatch patch = new ValuesPatch(copy, chart, values);
            for (Wish wish : wishes) {
                for (Edit edit : wish.edits()) {
                    patch.repair(wish, edit, wishes);
                }
            }
            return patch.values;
        }
    }

    private static List<Rendered> parsed(List<Manifests.Manifest> manifests) {
        List<Rendered> all = new ArrayList<>();
        for (Manifests.Manifest manifest : manifests) {
            for (TreeDocument tree : YamlTree.parse(manifest.text().getBytes(StandardCharsets.UTF_8))) {
                all.add(new Rendered(manifest.template(), tree.root()));
            }
        }
        return all;
    }

    private void repair(Wish wish, Edit edit, List<Wish> wishes) throws IOException {
        TemplateText template = copy.templates().get(wish.template());
        int index = indexOf(wish);
        if (template == null || index < 0 || holds(edit, now.get(index).root())) {
            return;
        }
        for (Edit candidate : candidates(edit, template.allValues())) {
            if (++trials > MOST_TRIALS) {
                return;
            }
            if (tried(candidate, edit, index, wishes)) {
                return;
            }
        }
    }

    /** The object, which by now may hold some of the wished for. */
    private int indexOf(Wish wish) {
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).template().equals(wish.template())
                    && isSame(now.get(i).root(), wish.root())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSame(@Nullable Object a, Map<String, ?> b) {
        return a instanceof Map<?, ?> map
                && Objects.equals(map.get("kind"), b.get("kind"))
                && Objects.equals(TreePath.value(map, "metadata.name"), TreePath.value(b, "metadata.name"));
    }

    private static boolean holds(Edit edit, @Nullable Object root) {
        try {
            return Objects.equals(edit.applyTo(root), root);
        } catch (UnpatchableException e) {
            return false;
        }
    }

    private boolean tried(Edit candidate, Edit edit, int index, List<Wish> wishes) throws IOException {
        try {
            ConfigurationPatch patch = ConfigurationPatch.of(values, false);
            patch.edit(patch.pieceOf(Integer.MAX_VALUE), candidate);
            copy.put("values.yaml", patch.content());
            List<Rendered> fresh = parsed(chart.again(copy));
            if (fresh.size() == now.size() && holds(edit, fresh.get(index).root()) && onlyWished(fresh, wishes)) {
                values = patch.content();
                now = fresh;
                return true;
            }
        } catch (UnpatchableException | HelmProcess.ChartException e) {
            return false;
        }
        return false;
    }

    /** Every object is what it was, plus those edits wished for that it holds now. */
    private boolean onlyWished(List<Rendered> fresh, List<Wish> wishes) throws UnpatchableException {
        for (int i = 0; i < fresh.size(); i++) {
            Object wanted = now.get(i).root();
            Object got = fresh.get(i).root();
            for (Wish wish : Objects.equals(wanted, got) ? List.<Wish>of() : wishes) {
                if (isSame(wanted, wish.root()) && now.get(i).template().equals(wish.template())) {
                    for (Edit edit : wish.edits()) {
                        wanted = holds(edit, got) ? edit.applyTo(wanted) : wanted;
                    }
                }
            }
            if (!Objects.equals(wanted, got)) {
                return false;
            }
        }
        return true;
    }

    private record Candidate(int rank, Edit edit) {}

    /** Edits of the values that may amount to an edit of the object: the likeliest first. */
    private static List<Edit> candidates(Edit edit, Set<String> named) {
        List<Candidate> all = new ArrayList<>();
        List<Object> path = edit.path();
        for (String name : named) {
            List<Object> base = TreePath.parse(name);
            String last = String.valueOf(base.getLast()).toLowerCase(Locale.ROOT);
            for (int k = path.size() - 1; k >= 1; k--) {
                if (path.subList(k, path.size()).stream().allMatch(String.class::isInstance)) {
                    String above = String.valueOf(path.get(k - 1)).toLowerCase(Locale.ROOT);
                    int rank = last.equals(above) ? 0 : last.endsWith(above) ? 1 : 4;
                    List<Object> below = new ArrayList<>(base);
                    below.addAll(path.subList(k, path.size()));
                    all.add(new Candidate(rank, at(edit, below)));
                }
            }
            int rank = last.equals(String.valueOf(path.getLast()).toLowerCase(Locale.ROOT)) ? 0 : 3;
            all.add(new Candidate(rank, at(edit, base)));
            if (edit instanceof Edit.Remove) {
                all.add(new Candidate(rank, new Edit.Set(base, false)));
            }
        }
        all.sort(Comparator.comparingInt(Candidate::rank));
        return all.stream().map(Candidate::edit).toList();
    }

    private static Edit at(Edit edit, List<Object> path) {
        return switch (edit) {
            case Edit.Set set -> new Edit.Set(path, set.value());
            case Edit.Append append -> new Edit.Append(path, append.value());
            case Edit.Take take -> new Edit.Take(path, take.value());
            case Edit.Remove remove -> new Edit.Remove(path);
        };
    }
}
