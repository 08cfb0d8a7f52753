/** Frameworks people are audited against: their items, the checks that stand for them, and what a report says of each. */
@NullMarked
package dev.seawall.engine.compliance;

import org.jspecify.annotations.NullMarked;
