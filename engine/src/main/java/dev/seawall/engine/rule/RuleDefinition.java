package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A rule while files are still being read: later items may change it. */
final class RuleDefinition {
    final String name;
    final Place place;
    String source = "syscall";
    String condition = "";
    Place conditionPlace;
    String output = "";
    Place outputPlace;
    String description = "";
    Priority priority = Priority.DEBUG;
    boolean enabled = true;
    boolean warnsAboutTypes = true;
    boolean skipsIfUnknown;
    SortedSet<String> tags = new TreeSet<>();
    List<RuleException> exceptions = new ArrayList<>();
    List<Sample> samples = List.of();

    RuleDefinition(String name, Place place) {
        this.name = name;
        this.place = place;
        this.conditionPlace = place;
        this.outputPlace = place;
    }
}
