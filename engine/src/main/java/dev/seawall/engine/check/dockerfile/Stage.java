package dev.seawall.engine.check.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One build stage. A file that starts without FROM (a fragment) has a first stage without base. */
final class Stage {
    final int index;
    final @Nullable Instruction from;
    final BaseImage base;
    final @Nullable Stage parent;
    final Scope scope;
    final List<Step> steps = new ArrayList<>();
    boolean kept;

    Stage(int index, @Nullable Instruction from, BaseImage base, @Nullable Stage parent) {
        this.index = index;
        this.from = from;
        this.base = base;
        this.parent = parent;
        this.scope = Scope.of(parent == null ? null : parent.scope);
    }

    /** The last instruction of this keyword that takes effect in the image, searched through the parent stages. */
    Optional<Step> last(String keyword) {
        for (Stage stage = this; stage != null; stage = stage.parent) {
            Optional<Step> own = stage.ownLast(keyword);
            if (own.isPresent()) {
                return own;
            }
        }
        return Optional.empty();
    }

    /** The last one in this stage itself. */
    Optional<Step> ownLast(String keyword) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            Instruction instruction = steps.get(i).instruction();
            if (instruction.is(keyword) && !instruction.onbuild()) {
                return Optional.of(steps.get(i));
            }
        }
        return Optional.empty();
    }
}
