package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.ecosystem.EndOfLife;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.Os;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One stage as a map of the document. */
final class StageTree {
    private static final Set<String> DISTRIBUTIONS = Set.of(
            "alpine",
            "debian",
            "ubuntu",
            "fedora",
            "centos",
            "rockylinux",
            "almalinux",
            "oraclelinux",
            "amazonlinux",
            "opensuse/leap",
            "photon");
    private static final Pattern VERSION = Pattern.compile("v?(\\d+(?:\\.\\d+)*).*|([a-z]+)(?:-.*)?");

    private final List<Stage> stages;
    private final LocalDate today;

    StageTree(List<Stage> stages, LocalDate today) {
        this.stages = stages;
        this.today = today;
    }

    Mark mark(Stage stage) {
        return InstructionTree.mark(
                stage.from != null ? stage.from : stage.steps.getFirst().instruction());
    }

    SourceMap of(Stage stage, List<SourceMap> instructions) {
        BaseImage base = stage.base;
        Optional<ImageRef> reference = base.reference();
        Mark mark = mark(stage);
        Tree tree = new Tree(mark)
                .put("index", stage.index)
                .put("name", base.name())
                .put("implicit", stage.from == null)
                .put("written", base.written())
                .put("image", base.image())
                .put("registry", reference.map(ImageRef::registry).orElse(""))
                .put("repository", reference.map(ImageRef::repository).orElse(""))
                .put("tag", base.tag())
                .put("digest", base.hasDigest())
                .put("platform", base.platform())
                .put("scratch", base.image().equals("scratch"))
                .put("open", base.isOpen())
                .put("parent", stage.parent == null ? -1 : stage.parent.index)
                .put("kept", stage.kept)
                .put("last", stage.index == stages.size() - 1)
                .put("earlier", earlierNames(stage))
                .put("labels", labels(stage))
                .put(
                        "userLine",
                        stage.ownLast("USER")
                                .map(step -> step.instruction().line())
                                .orElse(0))
                .put("healthcheck", stage.last("HEALTHCHECK").isPresent())
                .put(
                        "user",
                        stage.ownLast("USER")
                                .map(step -> String.join(" ", step.instruction().words()))
                                .orElse(""));
        support(tree, stage.parent == null ? reference : Optional.empty());
        return tree.put("instructions", Tree.maps(instructions, mark)).build();
    }

    private Set<String> earlierNames(Stage stage) {
        Set<String> names = new TreeSet<>();
        for (Stage other : stages.subList(0, Math.min(stage.index, 500))) {
            names.add(String.valueOf(other.index));
            names.add(other.base.name());
        }
        names.remove("");
        return names;
    }

    /** The keys of labels that the stage has, those of its parent stages included. */
    private static Set<String> labels(Stage stage) {
        Set<String> keys = new TreeSet<>();
        for (Stage each = stage; each != null; each = each.parent) {
            each.steps.stream().filter(step -> step.instruction().is("LABEL")).forEach(step -> step.pairs()
                    .forEach(pair -> keys.add(pair.name())));
        }
        return keys;
    }

    /** The last day of support of a distribution's own image, where it is one and its release is known. */
    private void support(Tree tree, Optional<ImageRef> reference) {
        Os os = reference.map(StageTree::release).orElse(Os.NONE);
        tree.put("eol", EndOfLife.isEol(os, today));
        tree.put(
                "supportedUntil", EndOfLife.lastDay(os).map(LocalDate::toString).orElse(""));
    }

    private static Os release(ImageRef image) {
        String name =
                image.repository().startsWith("library/") ? image.repository().substring(8) : image.repository();
        String tag = image.tag();
        if (!image.registry().equals(ImageRef.DOCKER_HUB) || tag == null || !DISTRIBUTIONS.contains(name)) {
            return Os.NONE;
        }
        Matcher version = VERSION.matcher(tag);
        if (!version.matches()) {
            return Os.NONE;
        }
        String number = version.group(1) != null ? version.group(1) : Codenames.version(name, version.group(2));
        return new Os(Codenames.id(name), number, "", false);
    }
}
