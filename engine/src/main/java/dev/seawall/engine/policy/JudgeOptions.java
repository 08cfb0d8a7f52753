package dev.seawall.engine.policy;

import dev.seawall.engine.model.Severity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run shall judge and by what.
 *
 * @param severities findings of other severities are left out; empty keeps all
 * @param ignoreUnfixed vulnerabilities known to have no fix are left out
 * @param excludeBase findings in layers of the base image are folded
 * @param failOn from where on findings fail, or null: then findings never fail
 * @param failOnChecks failed checks fail whatever their severity, as {@code check} wants without {@code --fail-on}
 * @param accept what may be unknown or ended all the same
 * @param unknownAs the severity an UNKNOWN one counts as
 * @param waivers from ignore files and exception files
 * @param vex statements that say what does not affect the product
 * @param policy the rules of {@code --policy}, or null
 */
public record JudgeOptions(
        Set<Severity> severities,
        boolean ignoreUnfixed,
        boolean excludeBase,
        @Nullable FailOn failOn,
        boolean failOnChecks,
        Set<Accept> accept,
        Severity unknownAs,
        List<Waiver> waivers,
        List<VexStatement> vex,
        @Nullable Policy policy) {

    /** Everything is reported and nothing fails. */
    public static final JudgeOptions REPORT_ALL = new JudgeOptions(
            Set.of(), false, false, null, false, Set.of(), Severity.MEDIUM, List.of(), List.of(), null);

    /** Everything is reported and every failed check fails. */
    public static final JudgeOptions FAIL_ON_CHECKS = REPORT_ALL.withFailOnChecks(true);

    public JudgeOptions {
        severities = Set.copyOf(severities);
        accept = Set.copyOf(accept);
        waivers = List.copyOf(waivers);
        vex = List.copyOf(vex);
    }

    /** These options with other filters. */
    public JudgeOptions withFilters(Set<Severity> onlySeverities, boolean withoutUnfixed, boolean withoutBase) {
        return new JudgeOptions(
                onlySeverities,
                withoutUnfixed,
                withoutBase,
                failOn,
                failOnChecks,
                accept,
                unknownAs,
                waivers,
                vex,
                policy);
    }

    /** These options failing from a level on. */
    public JudgeOptions withFailOn(@Nullable FailOn level, Set<Accept> accepted, Severity unknownCountsAs) {
        return new JudgeOptions(
                severities,
                ignoreUnfixed,
                excludeBase,
                level,
                failOnChecks,
                accepted,
                unknownCountsAs,
                waivers,
                vex,
                policy);
    }

    public JudgeOptions withFailOnChecks(boolean value) {
        return new JudgeOptions(
                severities, ignoreUnfixed, excludeBase, failOn, value, accept, unknownAs, waivers, vex, policy);
    }

    public JudgeOptions withWaivers(List<Waiver> value) {
        return new JudgeOptions(
                severities, ignoreUnfixed, excludeBase, failOn, failOnChecks, accept, unknownAs, value, vex, policy);
    }

    public JudgeOptions withVex(List<VexStatement> value) {
        return new JudgeOptions(
                severities,
                ignoreUnfixed,
                excludeBase,
                failOn,
                failOnChecks,
                accept,
                unknownAs,
                waivers,
                value,
                policy);
    }

    public JudgeOptions withPolicy(@Nullable Policy value) {
        return new JudgeOptions(
                severities, ignoreUnfixed, excludeBase, failOn, failOnChecks, accept, unknownAs, waivers, vex, value);
    }
}
