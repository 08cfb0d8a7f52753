/**
 * Runtime rules: Falco's language and files, unchanged. {@link dev.seawall.engine.rule.RuleBook} reads rule files,
 * {@link dev.seawall.engine.rule.RuleSet} judges events by them, {@link dev.seawall.engine.rule.Filter} is one
 * condition. No kernel here: who has events implements {@link dev.seawall.engine.rule.Event}.
 */
@NullMarked
package dev.seawall.engine.rule;

import org.jspecify.annotations.NullMarked;
