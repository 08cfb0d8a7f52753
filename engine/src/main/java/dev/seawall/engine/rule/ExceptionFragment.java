package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Checks exceptions that stand alone, before they are put into a rule. */
final class ExceptionFragment {
    private static final String ANY_CONDITION = "evt.type exists";

    private final String file;

    ExceptionFragment(String file) {
        this.file = file;
    }

    void check(Node document) throws BadRuleException {
        Item item = Item.of(file, document, "Rules content is not yaml");
        List<RuleException> complete = new ArrayList<>();
        for (RuleException each : RuleException.read(item, false)) {
            complete.add(each.complete(EventSources.SYSCALL));
        }
        String condition = ExceptionClause.append(ANY_CONDITION, complete);
        try {
            Filter.compile(condition, EventSources.SYSCALL);
        } catch (FilterException bad) {
            throw item.failure(bad.message());
        }
    }
}
